import { clustersOf } from '../../../lib/app/environments/clusters';
import type { Environment } from '../../../lib/app/environments/environment';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { manifestsOf } from '../../../lib/app/output/dist';

const KEYS = {
  'claude-relay': { config: { existingSecret: 'keys' } },
  jairouter: { auth: { existingSecret: 'keys' } },
};
const SHARED: Environment = { namespace: 'ai', production: true, stacks: KEYS };

it('is the environment itself where it names none', () => {
  expect(clustersOf('prod', SHARED)).toEqual([{ name: 'prod', ...SHARED }]);
});

it('is each with what is different there, and keeps what is not', () => {
  const [eu, us] = clustersOf('prod', {
    ...SHARED,
    clusters: {
      eu: {},
      us: { stacks: { 'claude-relay': { config: { logLevel: 'debug' } } }, without: ['jairouter'] },
    },
  });
  expect(eu).toEqual({ name: 'prod-eu', cluster: { environment: 'prod', name: 'eu' }, ...SHARED });
  expect(eu?.stacks['claude-relay']).toBe(SHARED.stacks['claude-relay']);
  expect(us).toMatchObject({ name: 'prod-us', namespace: 'ai', production: true });
  expect(us?.stacks).toEqual({ 'claude-relay': { config: { existingSecret: 'keys', logLevel: 'debug' } } });
});

it('is rendered to a folder of its own', () => {
  const all = clustersOf('prod', { ...SHARED, clusters: { eu: {}, us: { without: ['jairouter'] } } });
  const files = all.flatMap((environment) => [...manifestsOf(environment).keys()]);
  expect(files.map((file) => file.replace(/\/\d+-(\D+)\.k8s\.yaml$/, '/$1'))).toEqual([
    ...['prod-eu/namespace', 'prod-eu/claude-relay', 'prod-eu/jairouter'],
    ...['prod-us/namespace', 'prod-us/claude-relay'],
  ]);
});

it('says of a wrong value in which cluster it is', () => {
  const wrong = { stacks: { 'claude-relay': { replicaCount: -1 } } };
  const [eu] = clustersOf('prod', { ...SHARED, clusters: { eu: wrong } });
  if (eu === undefined) throw new Error('There is no cluster.');
  expect(() => manifestsOf(eu)).toThrow(/^environments\/prod\.ts: cluster eu: claude-relay: replicaCount/);
  expect(stacksOf(eu)[0]?.release.values).toMatchObject([
    { name: 'environments/prod.ts: cluster eu: claude-relay' },
  ]);
});

it.each<[Environment['clusters'], string]>([
  [{}, 'environments/prod.ts: clusters names none; name one, or leave clusters away.'],
  [
    { EU: {} },
    'environments/prod.ts: clusters has EU; a name has lowercase letters, digits and "-", at most 63 with that of the environment.',
  ],
  [
    { eu: { stacks: { 'mcp-box': {} } } },
    'environments/prod.ts: cluster eu: mcp-box is not a stack of the environment; add it under its stacks first.',
  ],
  [
    { eu: { without: ['helm-proxy'] } },
    'environments/prod.ts: cluster eu: helm-proxy is not a stack of the environment; add it under its stacks first.',
  ],
  [
    { eu: { stacks: { jairouter: {} }, without: ['jairouter'] } },
    'environments/prod.ts: cluster eu: jairouter has values and is in without; leave it away in one of them.',
  ],
])('rejects %j', (clusters, sentence) => {
  expect(() => clustersOf('prod', { ...SHARED, ...(clusters && { clusters }) })).toThrow(sentence);
});
