import { text } from '../../lib/engine/template/operators';
import { lines } from '../../lib/engine/template/tree';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { addPrometheusRule, alertValues, type Alert } from '../../lib/kubernetes/prometheus-rule';
import { at, kindsOf, nameOf, objectsFor, only, templateOf, TinyStack } from './tiny-stack';

const DOWN: Omit<Alert, 'expr'> = {
  name: 'Down',
  during: '5m',
  severity: 'critical',
  summary: 'It is down.',
  description: '{{ $labels.instance }} is down.',
};

function stackWith(enabled = false) {
  const stack = new TinyStack({ alerts: alertValues(enabled) });
  const alerts: readonly Alert[] = [
    { ...DOWN, expr: text`up{job="${stack.fullname}"} == 0` },
    { ...DOWN, name: 'Slow', severity: 'warning', expr: lines('a', '> b') },
  ];
  addPrometheusRule(stack, stack.main, stack.values.alerts, { suffix: '-rules', group: 'small', alerts });
  return stack;
}
const rule = (given: JsonObject = {}) =>
  only('PrometheusRule', objectsFor(stackWith(), { alerts: { enabled: true, ...given } }));

it('there is one while it is enabled, as the stack or the user says', () => {
  expect(kindsOf(objectsFor(stackWith()))).toEqual([]);
  expect(kindsOf(objectsFor(stackWith(true)))).toEqual(['PrometheusRule']);
  expect(kindsOf(objectsFor(stackWith(true), { alerts: { enabled: false } }))).toEqual([]);
});

it('its alerts are one group', () => {
  const group = at(rule(), 'spec', 'groups');
  expect(group).toHaveLength(1);
  expect(at(group, 0, 'name')).toBe('small');
  expect(at(group, 0, 'rules', 0)).toEqual({
    alert: 'Down',
    expr: 'up{job="app-small"} == 0',
    for: '5m',
    labels: { severity: 'critical' },
    annotations: { summary: 'It is down.', description: '{{ $labels.instance }} is down.' },
  });
});

it('an expression may have several lines', () => {
  expect(at(rule(), 'spec', 'groups', 0, 'rules', 1)).toMatchObject({
    alert: 'Slow',
    expr: 'a\n> b\n',
    labels: { severity: 'warning' },
  });
});

it('Helm leaves to Prometheus what is in its language', () => {
  expect(templateOf(stackWith(), 'prometheusrule.yaml')).not.toMatch(/description: .*[^`]{{ \$labels/);
});

it('it has a suffix, and labels of the user beside its own', () => {
  expect(nameOf(rule())).toBe('app-small-rules');
  expect(at(rule({ labels: { release: 'prometheus' } }), 'metadata', 'labels')).toMatchObject({
    'app.kubernetes.io/instance': 'app',
    release: 'prometheus',
  });
});
