import { applicationSets } from '../../../lib/app/gitops/argocd';
import { at } from '../../../lib/engine/release/objects';
import { inClusters, prod } from './environment';

const git = { repository: 'https://example.com/a.git', revision: 'v1', path: 'dist', clusters: [] };
const setOf = (
  environments: Parameters<typeof applicationSets>[0],
  argoCd: Parameters<typeof applicationSets>[1] = git,
) => {
  const [set, ...more] = applicationSets(environments, argoCd);
  expect(more).toEqual([]);
  return set;
};

const clusters = [
  { name: 'eu', at: 'https://eu:6443' },
  { name: 'us', at: 'https://us:6443' },
];

it('deploys an environment from its folder, prunes and corrects', () => {
  const set = setOf([prod]);
  expect(at(set, 'metadata', 'name')).toBe('ai-gateway-prod');
  const spec = at(set, 'spec', 'template', 'spec');
  expect(spec).toMatchObject({
    source: { repoURL: git.repository, targetRevision: 'v1', path: 'dist/prod' },
    syncPolicy: { automated: { prune: true, selfHeal: true, allowEmpty: false } },
  });
  expect(at(spec, 'syncPolicy', 'syncOptions')).toContain('ServerSideApply=true');
});

it('takes the clusters that are named, or those with the label of the environment', () => {
  expect(at(setOf([prod], { ...git, clusters }), 'spec', 'generators')).toEqual([
    {
      list: {
        elements: [
          { nameNormalized: 'eu', server: 'https://eu:6443' },
          { nameNormalized: 'us', server: 'https://us:6443' },
        ],
      },
    },
  ]);
  expect(at(setOf([prod]), 'spec', 'generators')).toEqual([
    { clusters: { selector: { matchLabels: { 'ai-gateway-stacks/environment': 'prod' } } } },
  ]);
});

it('has one for all clusters of an environment, each of which has a folder', () => {
  const set = setOf(inClusters('eu', 'us'));
  expect(at(set, 'metadata', 'name')).toBe('ai-gateway-prod');
  expect(at(set, 'spec', 'template', 'spec', 'source', 'path')).toBe('dist/prod-{{ .nameNormalized }}');
});
