import type { Construct } from 'constructs';
import {
  ServiceMonitor,
  type ServiceMonitorSpecSelectorMatchExpressions,
} from '../../imports/monitoring.coreos.com';
import type { Expr, Ref } from '../engine/template/expression';
import { orElse, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { commented, type Templated } from '../engine/template/tree';
import { list, section } from '../engine/values/collections';
import { otherNamespace } from '../engine/values/names';
import { duration } from '../engine/values/numbers';
import { boolean, path } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import { apiObject } from './api-object';
import type { Component } from './component';
import { validateDefinition } from './custom-resource';
import { HTTP } from './service';
import { pathOf } from './validation';

const relabeling = apiObject('RelabelConfig', 'A relabeling, in the format of the Prometheus Operator.', [
  { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
  { action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' },
]);

/** The values by which a user changes labels of what is scraped. */
export const relabelingValues = {
  relabelings: list([], 'Relabelings of the targets, before they are scraped.', relabeling),
  metricRelabelings: list([], 'Relabelings of the samples, before they are stored.', relabeling),
};

/** The values of a ServiceMonitor. */
export function serviceMonitorValues(metricsPath: string, description: string) {
  return section(description, {
    enabled: boolean(false, 'Create a ServiceMonitor for the Prometheus Operator.'),
    namespace: otherNamespace('', "Namespace of the ServiceMonitor; empty for the release's."),
    labels: labels({}, 'Labels of the ServiceMonitor, for the selector of Prometheus.'),
    annotations: annotations({}, 'Annotations of the ServiceMonitor.'),
    path: path(metricsPath, 'Path of the metrics endpoint.'),
    interval: duration('30s', 'Scrape interval.'),
    scrapeTimeout: duration('10s', 'Scrape timeout; at most the interval.'),
    ...relabelingValues,
  });
}

/** The values of a ServiceMonitor, as references. */
export type Monitoring = Ref<ReturnType<typeof serviceMonitorValues>>;

/** The values of a ServiceMonitor, from one or multiple sections. */
export interface MonitorProps extends Pick<
  Monitoring,
  | 'namespace'
  | 'labels'
  | 'annotations'
  | 'path'
  | 'interval'
  | 'scrapeTimeout'
  | 'relabelings'
  | 'metricRelabelings'
> {
  readonly enabled: Condition;
}

/** Name of a ServiceMonitor and its selection of Services. */
export interface MonitorOptions {
  /**
   * The suffix of its name, such as `-monitor`.
   *
   * @default - nothing: it is named as the component is
   */
  readonly suffix?: string;
  /**
   * Conditions on the labels of the Service, for a component with multiple Services: each pod must be scraped once.
   *
   * @default - any Service of the component
   */
  readonly services?: readonly Templated<ServiceMonitorSpecSelectorMatchExpressions>[];
  /**
   * Whether the stack itself rejects ServiceMonitors in a cluster without them, see {@link validateServiceMonitors}: once for many.
   *
   * @default false
   */
  readonly validated?: boolean;
}

/** Rejects ServiceMonitors in a cluster without them, where what stands in a scope is there. */
export function validateServiceMonitors(scope: Construct, enabled: Expr<boolean>): void {
  validateDefinition(scope, pathOf(enabled), ServiceMonitor);
}

/** Adds a ServiceMonitor for the Service of a component, while it is enabled. */
export function addServiceMonitor(
  scope: Construct,
  component: Component,
  values: MonitorProps,
  options: MonitorOptions = {},
): void {
  const own = new OnlyIf(scope, 'monitoring', values.enabled);
  if (options.validated !== true) validateDefinition(own, pathOf(values.enabled), ServiceMonitor);
  Resource.of(own, 'servicemonitor', {
    of: ServiceMonitor,
    manifest: {
      metadata: {
        ...component.metadata(options.suffix, values.annotations, values.labels),
        namespace: orElse(values.namespace, component.namespace),
      },
      spec: {
        namespaceSelector: commented(
          'By default a ServiceMonitor selects only Services of its own namespace.',
          { matchNames: [component.namespace] },
        ),
        selector: {
          matchLabels: component.selector,
          ...(options.services ? { matchExpressions: options.services } : {}),
        },
        endpoints: [
          {
            port: HTTP,
            path: values.path,
            interval: values.interval,
            scrapeTimeout: values.scrapeTimeout,
            relabelings: values.relabelings,
            metricRelabelings: values.metricRelabelings,
          },
        ],
      },
    },
  });
}
