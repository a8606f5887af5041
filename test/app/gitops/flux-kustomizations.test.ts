import { fluxKustomizations } from '../../../lib/app/gitops/flux-kustomizations';
import { prod } from './environment';

const git = { repository: 'https://example.com/a.git', revision: 'main', path: 'dist', clusters: [] };

it('deploys an environment from its folder, prunes and waits', () => {
  const [source, kustomization, ...more] = fluxKustomizations([prod], git);
  expect(source).toMatchObject({ kind: 'GitRepository' });
  expect(kustomization).toMatchObject({
    metadata: { name: 'ai-gateway-prod' },
    spec: {
      path: './dist/prod',
      prune: true,
      wait: true,
      deletionPolicy: 'Orphan',
      timeout: expect.stringMatching(/^[1-9]\d{2,}s$/),
      sourceRef: { kind: 'GitRepository', name: 'ai-gateway-stacks' },
    },
  });
  expect(kustomization).not.toHaveProperty('spec.kubeConfig');
  expect(more).toEqual([]);
});

it('is one for each cluster, by the Secret with its kubeconfig', () => {
  const clusters = ['eu', 'us'].map((name) => ({ name, at: `kubeconfig-${name}` }));
  const [, ...kustomizations] = fluxKustomizations([prod], { ...git, clusters });
  expect(kustomizations).toMatchObject(
    clusters.map(({ name, at }) => ({
      metadata: { name: `ai-gateway-prod-${name}` },
      spec: { kubeConfig: { secretRef: { name: at } } },
    })),
  );
});
