import type { Construct } from 'constructs';
import type { Ref } from '../engine/template/expression';
import { orElse } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { section } from '../engine/values/collections';
import { otherNamespace } from '../engine/values/names';
import { boolean } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';

/** The values of a dashboard. */
export const dashboardValues = section('Grafana dashboard.', {
  enabled: boolean(false, 'Create a ConfigMap with a dashboard, for the dashboard sidecar of Grafana.'),
  namespace: otherNamespace(
    '',
    "Namespace of the ConfigMap; empty for the release's. Set it if the sidecar watches only Grafana's namespace.",
  ),
  labels: labels({ grafana_dashboard: '1' }, 'Labels of the ConfigMap, for the selector of the sidecar.'),
  annotations: annotations({}, 'Annotations of the ConfigMap, such as the folder in Grafana.'),
});

/** A panel: what it shows, in which unit, and the queries behind it. */
export interface Panel {
  readonly title: string;
  /** A unit of Grafana, such as `reqps`, `s` or `bytes`. */
  readonly unit: string;
  /** PromQL by the legend, which may have labels in it: `{{pod}}`. */
  readonly queries: Readonly<Record<string, string>>;
}

const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;

/**
 * The JSON of a dashboard whose queries may use `$job`, the scrape job that the user picks.
 *
 * @param metric one that only this stack has, by which the jobs to pick from are found
 */
export function dashboardJson(uid: string, title: string, metric: string, panels: readonly Panel[]): string {
  const datasource = { type: 'prometheus', uid: '${datasource}' };
  const dashboard = {
    uid,
    title,
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus' },
        { name: 'job', type: 'query', datasource, query: `label_values(${metric}, job)`, refresh: 2 },
      ],
    },
    panels: panels.map(({ title: name, unit, queries }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title: name,
      datasource,
      gridPos: {
        x: (index % COLUMNS) * WIDTH,
        y: Math.floor(index / COLUMNS) * HEIGHT,
        w: WIDTH,
        h: HEIGHT,
      },
      fieldConfig: { defaults: { unit } },
      targets: Object.entries(queries).map(([legendFormat, expr], query) => ({
        refId: String.fromCharCode(65 + query),
        expr,
        legendFormat,
      })),
    })),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

/** The content of a dashboard. */
export interface DashboardOptions {
  /** The JSON of the dashboard, such as that of {@link dashboardJson}. */
  readonly json: string;
}

/** Adds a ConfigMap with a dashboard, while it is enabled. */
export function addDashboard(
  scope: Construct,
  component: Component,
  values: Ref<typeof dashboardValues>,
  { json }: DashboardOptions,
): void {
  Resource.of(new OnlyIf(scope, 'visualisation', values.enabled), 'dashboard', {
    of: k8s.KubeConfigMap,
    manifest: {
      metadata: {
        ...component.metadata('-dashboard', values.annotations, values.labels),
        namespace: orElse(values.namespace, component.namespace),
      },
      data: { 'dashboard.json': json },
    },
  });
}
