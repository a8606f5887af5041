import { foreignPods, selects } from '../../../lib/engine/release/selection';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';

describe('foreignPods', () => {
  const object = (kind: string, spec: JsonObject, namespace = 'ai') => ({
    ...{ apiVersion: 'v1', kind, metadata: { name: 'x', namespace }, spec },
  });
  const pods = object('Deployment', { template: { metadata: { labels: { app: 'a', tier: 'web' } } } });
  const found = (kind: string, spec: JsonObject, namespace?: string) =>
    foreignPods([object(kind, spec, namespace)], [pods]).length === 1;

  it.each<[string, boolean, JsonObject]>([
    ['labels', true, { matchLabels: { app: 'a' } }],
    ['labels of which one differs', false, { matchLabels: { app: 'a', tier: 'data' } }],
    ['In', true, { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'a'] }] }],
    ['In, with others', false, { matchExpressions: [{ key: 'app', operator: 'In', values: ['b'] }] }],
    ['NotIn', false, { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }],
    ['NotIn, with others', true, { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['b'] }] }],
    ['Exists', true, { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }],
    ['Exists, of none', false, { matchExpressions: [{ key: 'none', operator: 'Exists' }] }],
    ['DoesNotExist', false, { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }],
    ['DoesNotExist, of none', true, { matchExpressions: [{ key: 'none', operator: 'DoesNotExist' }] }],
    ['nothing, which is all pods and is meant', false, { matchLabels: {} }],
  ])('are found by %s: %s', (_, expected, selector) => {
    expect(found('PodDisruptionBudget', { selector })).toBe(expected);
    expect(found('NetworkPolicy', { podSelector: selector })).toBe(expected);
  });

  it('are named with what selects them', () => {
    const service = object('Service', { selector: { app: 'a' } });
    const other = object('Deployment', { template: { metadata: { labels: { app: 'b' } } } });
    expect(foreignPods([pods, service], [other, pods])).toEqual([{ by: service, of: pods }]);
  });

  it('are not those that a ServiceMonitor selects: its selector is for Services', () => {
    const selector = { matchLabels: { app: 'a' } };
    const monitor = { ...object('ServiceMonitor', { selector }), apiVersion: 'monitoring.coreos.com/v1' };
    expect(foreignPods([monitor], [pods])).toEqual([]);
  });

  it('are not those of an object that makes no pods', () => {
    const service = object('Service', { selector: { app: 'a' } });
    expect(foreignPods([service], [service, object('ConfigMap', {})])).toEqual([]);
  });

  it('are found by a Service, in its own namespace', () => {
    expect(found('Service', { selector: { app: 'a' } })).toBe(true);
    expect(found('Service', { selector: { app: 'b' } })).toBe(false);
    expect(found('Service', { selector: { app: 'a' } }, 'other')).toBe(false);
    expect(found('Service', {})).toBe(false);
  });
});

describe('selects', () => {
  it.each<[boolean, JsonObject, Json | undefined]>([
    [true, {}, { app: 'a' }],
    [true, {}, undefined],
    [true, { matchLabels: { app: 'a' } }, { app: 'a', tier: 'web' }],
    [false, { matchLabels: { app: 'a' } }, undefined],
    [false, { matchLabels: { app: 'a' } }, { app: 'b' }],
    [
      false,
      { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
      { app: 'a' },
    ],
    [true, { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, {}],
    [false, { matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] }, {}],
  ])('is %s by %j of %j', (expected, selector, labels) => {
    expect(selects(selector, labels)).toBe(expected);
  });
});
