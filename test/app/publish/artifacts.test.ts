import { gunzipSync } from 'node:zlib';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { renderEnvironment } from '../../../lib/app/output/dist';
import { chartArtifact, manifestsArtifact, packManifests } from '../../../lib/app/publish/artifacts';
import { packagesOf } from '../../../lib/app/publish/packages';

const COMMIT = { id: 'c0ffee'.repeat(7).slice(0, 40), time: '2026-01-02T03:04:05+00:00' };

it('keeps a chart as Helm does: what Chart.yaml says, the package, and the provenance where there is one', async () => {
  const [chart] = await packagesOf([]);
  if (chart === undefined) throw new Error('There is no chart.');
  const { name, tag, config, layers, annotations } = chartArtifact(chart, COMMIT);
  expect([name, tag]).toEqual([chart.name, chart.version]);
  expect(config.mediaType).toBe('application/vnd.cncf.helm.config.v1+json');
  expect(JSON.parse(String(config.content))).toMatchObject({ apiVersion: 'v2', name, version: tag });
  expect(layers.map(({ file }) => file)).toEqual([`${name}-${tag}.tgz`]);
  expect(annotations).toEqual({
    'org.opencontainers.image.created': COMMIT.time,
    'org.opencontainers.image.revision': COMMIT.id,
    'org.opencontainers.image.version': tag,
  });
  expect(chartArtifact(chart, COMMIT, 'signed').layers[1]).toEqual({
    file: `${name}-${tag}.tgz.prov`,
    content: 'signed',
    mediaType: 'application/vnd.cncf.helm.chart.provenance.v1.prov',
  });
});

it('keeps the manifests of all environments in the folders of a checkout, by the commit', async () => {
  const archive = await packManifests(discoverEnvironments().map(renderEnvironment));
  const packed = gunzipSync(archive.content).toString('latin1');
  for (const { name } of discoverEnvironments()) expect(packed).toContain(`dist/${name}/Kustomization`);
  expect(packed).not.toContain('dist/charts/');
  const { tag, layers } = manifestsArtifact(archive, COMMIT);
  expect(tag).toBe('c0ffeec0ffee');
  expect(layers).toHaveLength(1);
  expect(layers[0].content).toBe(archive.content);
});
