import { helmfile } from '../../../lib/app/gitops/helmfile';
import { items } from '../../../lib/engine/release/objects';
import type { Json } from '../../../lib/engine/values/declaration';
import { stacks } from '../../../lib/stacks/stacks';
import { releaseNamespace } from '../../../lib/app/environments/release-namespace';
import { prod, prodStacks } from './environment';

function releases(
  charts: string,
  clusters: Parameters<typeof helmfile>[1]['clusters'] = [],
): readonly Json[] {
  return items(helmfile([prod], { charts, clusters })['releases']);
}

it('has the stacks in their order, each with the values file of the environment', () => {
  const all = releases('./dist/charts');
  expect(all).toMatchObject(
    prodStacks.map((name) => ({
      name,
      namespace: releaseNamespace(prod, name),
      labels: { environment: 'prod' },
      chart: `./dist/charts/${name}`,
      values: [`./dist/charts/${name}/values-prod.yaml`],
    })),
  );
  expect(all[1]).toHaveProperty('needs', [`${prod.namespace}/claude-relay`]);
  expect(all[0]).not.toHaveProperty('needs');
});

it('has versions and values itself for charts of a registry', () => {
  const [relay] = releases('oci://example.com/charts');
  expect(relay).toMatchObject({
    chart: 'oci://example.com/charts/claude-relay',
    version: stacks['claude-relay'].template().chart.version,
    values: [{ config: expect.anything() }],
  });
});

it('has the releases of each cluster, which need those of the same', () => {
  const all = releases('./dist/charts', [
    { name: 'eu', at: 'context-eu' },
    { name: 'us', at: 'context-us' },
  ]);
  expect(all).toHaveLength(2 * prodStacks.length);
  expect(all[prodStacks.length + prodStacks.indexOf('claude-middleware')]).toMatchObject({
    name: 'claude-middleware',
    kubeContext: 'context-us',
    labels: { cluster: 'us' },
    needs: [`context-us/${prod.namespace}/claude-relay`],
  });
});
