import { parse } from 'yaml';
import { fluxReleases } from '../../../lib/app/gitops/flux-releases';
import { chartOf } from '../../../lib/app/output/dist';
import { at } from '../../../lib/engine/release/objects';
import { scalarString } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { releaseNamespace } from '../../../lib/app/environments/release-namespace';
import { prod, prodStacks } from './environment';

const objects = fluxReleases([prod], { charts: 'oci://example.com/charts', clusters: [] });
const releases = objects.filter(({ kind }) => kind === 'HelmRelease');

it.each(prodStacks)('releases %s with the values of its file', (name) => {
  const release = releases.find((one) => at(one, 'spec', 'releaseName') === name) ?? {};
  const file = chartOf(name, [prod]).get('values-prod.yaml') ?? '';
  expect(at(release, 'spec', 'values')).toEqual(parse(file));
  expect(release).toMatchObject({
    metadata: { name: `prod-${name}` },
    spec: { targetNamespace: releaseNamespace(prod, name), chartRef: { kind: 'OCIRepository', name } },
  });
});

it('has the middleware wait for the relay, and nothing else for anything', () => {
  const needs = releases.map((one) => [at(one, 'metadata', 'name'), at(one, 'spec', 'dependsOn')] as const);
  expect(needs.filter(([, on]) => on !== undefined)).toEqual([
    ['prod-claude-middleware', [{ name: 'prod-claude-relay' }]],
  ]);
});

it('takes each chart in its version from the registry, once for all environments and clusters', () => {
  const clusters = ['eu', 'us'].map((name) => ({ name, at: name }));
  const many = fluxReleases([prod, { ...prod, name: 'other' }], {
    charts: 'oci://example.com/charts',
    clusters,
  });
  const sources = many.filter(({ kind }) => kind === 'OCIRepository');
  expect(sources.map((one) => [scalarString(at(one, 'spec', 'url')), at(one, 'spec', 'ref', 'tag')])).toEqual(
    prodStacks.map((name) => [`oci://example.com/charts/${name}`, stacks[name].template().chart.version]),
  );
  expect(many.length - sources.length).toBe(4 * prodStacks.length);
});
