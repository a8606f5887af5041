import type { Construct } from 'constructs';
import { PrometheusRule } from '../../imports/monitoring.coreos.com';
import type { Expr, Ref } from '../engine/template/expression';
import { OnlyIf } from '../engine/template/scopes';
import { neverEmpty, type Lines } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { boolean } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import { addCustomResource } from './custom-resource';
import { pathOf } from './validation';

/** The values of a PrometheusRule. */
export function alertValues(enabled: boolean) {
  return section('Alerting rules.', {
    enabled: boolean(enabled, 'Create a PrometheusRule for the Prometheus Operator.'),
    labels: labels({}, 'Labels of the PrometheusRule, for the selector of Prometheus.'),
    annotations: annotations({}, 'Annotations of the PrometheusRule.'),
  });
}

/** An alert. */
export interface Alert {
  readonly name: string;
  /** PromQL; the alert is pending while it has a result. */
  readonly expr: Expr<string> | Lines<string>;
  /** Time from pending to firing, such as `1m`. */
  readonly during: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  /** May contain labels of the alert in the template language of Prometheus: `{{ $labels.instance }}`. */
  readonly description: string;
}

/** Which alerts a component has. */
export interface PrometheusRuleOptions {
  /** The suffix of its name, such as `-rules`. */
  readonly suffix: string;
  /** The name of the group that the alerts are evaluated in. */
  readonly group: string;
  readonly alerts: readonly Alert[];
}

/** Adds a PrometheusRule with alerts on a component, while it is enabled. */
export function addPrometheusRule(
  scope: Construct,
  component: Component,
  values: Ref<ReturnType<typeof alertValues>>,
  { suffix, group, alerts }: PrometheusRuleOptions,
): void {
  const own = new OnlyIf(scope, 'alerts', values.enabled);
  addCustomResource(own, 'prometheusrule', pathOf(values.enabled), {
    of: PrometheusRule,
    manifest: {
      metadata: component.metadata(suffix, values.annotations, values.labels),
      spec: {
        groups: [{ name: group, rules: neverEmpty(alerts.map(ruleOf)) }],
      },
    },
  });
}

function ruleOf({ name, expr, during, severity, summary, description }: Alert) {
  return {
    alert: name,
    expr,
    for: during,
    labels: { severity },
    annotations: { summary, description },
  };
}
