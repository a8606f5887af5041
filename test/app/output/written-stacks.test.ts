import { clustersOf } from '../../../lib/app/environments/clusters';
import { writtenStacks } from '../../../lib/app/output/written-stacks';

const KEYS = {
  'claude-relay': { config: { existingSecret: 'keys' } },
  jairouter: { auth: { existingSecret: 'keys' }, podAnnotations: { b: 'x', a: 'y' } },
};

it('has the objects of each stack and their text', () => {
  const [relay, router] = writtenStacks({ name: 'dev', namespace: 'ai', stacks: KEYS });
  expect([relay?.name, router?.name]).toEqual(['claude-relay', 'jairouter']);
  expect(relay?.manifests.split('---\n')).toHaveLength(relay?.objects.length ?? 0);
});

it('renders a stack once that is the same in clusters, and what is not for each', () => {
  const [eu, us, other] = clustersOf('prod', {
    namespace: 'ai',
    stacks: KEYS,
    clusters: {
      eu: {},
      us: { stacks: { 'claude-relay': { config: { logLevel: 'debug' } } } },
      other: { stacks: { jairouter: { podAnnotations: { b: 'x', c: 'z' } } } },
    },
  }).map(writtenStacks);
  expect(us?.[1]?.objects).toBe(eu?.[1]?.objects);
  expect(us?.[0]?.manifests).toContain('debug');
  expect(us?.[0]?.manifests).not.toBe(eu?.[0]?.manifests);
  expect(other?.[0]?.objects).toBe(eu?.[0]?.objects);
  expect(other?.[1]?.manifests).toContain('c: z');
});

it('gives clusters what an environment of the same values has', () => {
  const clusters = clustersOf('prod', { namespace: 'ai', stacks: KEYS, clusters: { eu: {}, us: {} } });
  for (const { name, namespace, stacks } of clusters) {
    const texts = writtenStacks({ name, namespace, stacks }).map(({ manifests }) => manifests);
    const [first] = clusters.map((cluster) => writtenStacks(cluster).map(({ manifests }) => manifests));
    expect(first).toEqual(texts);
  }
});

it('does not take clusters of another environment for the same', () => {
  const render = (name: string, namespace: string) =>
    clustersOf(name, { namespace, stacks: KEYS, clusters: { eu: {} } }).flatMap(writtenStacks);
  const [one, other, again] = [render('prod', 'one'), render('prod', 'other'), render('test', 'one')];
  expect(one[0]?.manifests).toContain('namespace: one');
  expect(other[0]?.manifests).toContain('namespace: other');
  expect(again[0]?.objects).not.toBe(one[0]?.objects);
  expect(again[0]?.manifests).toBe(one[0]?.manifests);
});

it('says of values that cannot be compared what is wrong with them', () => {
  const within: Record<string, unknown> = { existingSecret: 'keys' };
  within['itself'] = within;
  const [eu] = clustersOf('prod', {
    namespace: 'ai',
    stacks: { jairouter: { auth: within } },
    clusters: { eu: {} },
  });
  expect(() => eu && writtenStacks(eu)).toThrow(
    'environments/prod.ts: cluster eu: jairouter: auth.itself is within itself',
  );
});
