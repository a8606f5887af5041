import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildImages, type ImageStore } from './build';
import { imageFor } from './makers';
import { fullName, parseReference } from './reference';
import { imagesIn, productImages } from './wanted';

const folders: string[] = [];
const temporary = () => {
  folders.push(mkdtempSync(path.join(tmpdir(), 'images-')));
  return folders.at(-1) ?? '';
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The layers of an image, by their digests. */
function layersOf(store: ImageStore, name: string): readonly string[] {
  const { manifest } = store.manifests.get(fullName(parseReference(name))) ?? {};
  const content = readFileSync(store.blobs.file(manifest?.digest ?? ''), 'utf8');
  return (JSON.parse(content) as { layers: { digest: string }[] }).layers.map(({ digest }) => digest);
}

describe('the images', () => {
  it('stand for all that the charts and the environments name', async () => {
    const names = await productImages();
    expect(names).toContain('docker.io/library/busybox:1.37.0');
    const { manifests } = await buildImages(names);
    expect([...manifests.keys()].sort()).toEqual(
      [...new Set(names.map((name) => fullName(parseReference(name))))].sort(),
    );
  });

  it('have the same bytes each time they are made', async () => {
    const names = [
      'redis:7.4.6-alpine',
      'lfreea/claude-relay-service:middleware-1.2.15',
      'nodes.test/pause:1',
    ];
    const [first, second] = [
      await buildImages(names, {}, temporary()),
      await buildImages(names, {}, temporary()),
    ];
    expect(second.manifests).toEqual(first.manifests);
  });

  it('share the layer with the tools', async () => {
    const store = await buildImages(['redis:7.4.6-alpine', 'busybox:1.37.0']);
    expect(layersOf(store, 'redis:7.4.6-alpine')).toContain(layersOf(store, 'busybox:1.37.0')[0]);
  });

  it('are not made up: a name that nothing stands for is an error that says what to do', async () => {
    const name = 'registry.example.com/unheard-of:1';
    await expect(buildImages([name])).rejects.toThrow(
      /^Nothing stands for the image registry\.example\.com\/unheard-of:1 .*makers\.ts/,
    );
    await expect(buildImages([], { [name]: imageFor('busybox:1') })).resolves.toBeDefined();
  });

  it('are found in every kind of pod', () => {
    const pod = { initContainers: [{ image: 'a' }], containers: [{ image: 'b', env: [{ image: 'no' }] }] };
    const job = { spec: { jobTemplate: { spec: { template: { spec: pod } } } } };
    expect(imagesIn([job, { image: { repository: 'no' }, kind: 'x' }])).toEqual(['a', 'b']);
  });
});

describe('the name of an image', () => {
  it.each([
    ['redis:7.4.6-alpine', 'docker.io/library/redis:7.4.6-alpine'],
    ['mysql', 'docker.io/library/mysql:latest'],
    ['lfreea/claude-relay-service:1.2.15', 'docker.io/lfreea/claude-relay-service:1.2.15'],
    ['registry.example.com/helm-proxy:v1.0.0', 'registry.example.com/helm-proxy:v1.0.0'],
    ['localhost:5000/team/redis', 'localhost:5000/team/redis:latest'],
    [`redis:7@sha256:${'0'.repeat(64)}`, `docker.io/library/redis@sha256:${'0'.repeat(64)}`],
  ])('%s is in full %s', (name, full) => {
    expect(fullName(parseReference(name))).toBe(full);
  });

  it('is no other text', () => {
    expect(() => parseReference('a b')).toThrow('a b is no name of an image.');
  });
});
