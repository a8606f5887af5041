import { changedConnections } from '../../../../lib/app/changes/effects/connections';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { deployment, effects, object, sentences } from '../objects';

const policy = (spec: JsonObject) =>
  object('NetworkPolicy', 'a', {
    spec: { podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Ingress', 'Egress'], ...spec },
  });
const from = (namespace: string, ...ports: readonly number[]) => ({
  from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
  ports: ports.map((port) => ({ port })),
});
const a = deployment('a');

it('says what a policy opens and closes', () => {
  const before = [a, policy({ ingress: [from('ci', 80)] })];
  const after = [a, policy({ ingress: [from('monitoring', 80)] })];
  expect(sentences(changedConnections, before, after)).toEqual([
    'Deployment ai/a: pods of namespace ci to Deployment ai/a, port 80 (configured).',
    'Deployment ai/a: pods of namespace monitoring to Deployment ai/a, port 80 (configured).',
  ]);
  expect(effects(changedConnections, before, after).map(({ kind }) => kind)).toEqual(['closes-connection', 'opens-connection']);
  expect(sentences(changedConnections, before, before)).toEqual([]);
  // The policy is marked too, and one about other pods is not.
  const other = object('NetworkPolicy', 'other', { spec: { podSelector: { matchLabels: { app: 'b' } }, policyTypes: [] } });
  for (const { by } of effects(changedConnections, before, [...after, other])) expect(by).toEqual(['NetworkPolicy ai/a']);
}); // prettier-ignore

it('says which ports, where the two are connected before and after', () => {
  const [before, after] = [[80, 81], [80, 82]].map((ports) => [a, policy({ ingress: [from('ci', ...ports)] })]); // prettier-ignore
  expect(effects(changedConnections, before ?? [], after ?? []).map(({ kind, facts }) => [kind, facts['ports']])).toEqual([
    ['opens-connection', ['82']],
    ['closes-connection', ['81']],
  ]);
}); // prettier-ignore

it('knows that no port stands for all', () => {
  const all = [a, policy({ ingress: [from('ci')] })];
  const one = [a, policy({ ingress: [from('ci', 80)] })];
  expect(effects(changedConnections, one, all)).toMatchObject([{ kind: 'opens-connection', facts: { ports: [] } }]);
  expect(effects(changedConnections, all, one)).toMatchObject([{ kind: 'closes-connection', facts: { ports: [] } }]);
  expect(sentences(changedConnections, all, all)).toEqual([]);
  expect(sentences(changedConnections, [a], [a])).toEqual([]);
}); // prettier-ignore

it('says that anything may connect once no policy is about a workload', () => {
  expect(sentences(changedConnections, [a, policy({})], [a])).toEqual([
    'Deployment ai/a: any pod of the cluster to Deployment ai/a (allowed by network policies).',
    'Deployment ai/a: Deployment ai/a to any address (allowed by network policies).',
  ]);
});

it('says which host a workload is told of', () => {
  const told = deployment('a', {}, { env: [{ name: 'REDIS_HOST', value: 'redis.example.com' }] });
  expect(sentences(changedConnections, [a, policy({})], [told, policy({})])).toEqual([
    'Deployment ai/a: Deployment ai/a to redis.example.com (configured).',
  ]);
});
