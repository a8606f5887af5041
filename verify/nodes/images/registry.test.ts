import { createHash } from 'node:crypto';
import { z } from 'zod';
import { buildImages, MANIFEST } from './build';
import { serveImages, type Registry } from './registry';

const Descriptor = z.object({ mediaType: z.string(), digest: z.string(), size: z.number() });
const Manifest = z.object({ config: Descriptor, layers: z.array(Descriptor).min(1) });

let registry: Registry;
beforeAll(async () => {
  const names = ['redis:7.4.6-alpine', 'registry.example.com/helm-proxy:v1.0.0', '77kymo/mcp-gateway:latest'];
  registry = await serveImages(await buildImages(names), '127.0.0.1', 0);
});
afterAll(() => registry.close());

const ask = (path: string, method = 'GET') => fetch(`${registry.url}${path}`, { method });
const bytesOf = async (path: string) => Buffer.from(await (await ask(path)).arrayBuffer());
const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Pulls an image as containerd does: asks for the tag, then for the manifest by its digest, then for each blob. */
async function pull(repository: string, tag: string, host: string): Promise<number> {
  const at = (what: string) => `/v2/${repository}/${what}?ns=${host}`;
  const head = await ask(at(`manifests/${tag}`), 'HEAD');
  expect([head.status, head.headers.get('content-type')]).toEqual([200, MANIFEST]);
  expect(await head.text()).toBe('');
  const digest = head.headers.get('docker-content-digest') ?? '';
  const manifest = await bytesOf(at(`manifests/${digest}`));
  expect([sha256(manifest), String(manifest.length)]).toEqual([digest, head.headers.get('content-length')]);
  const { config, layers } = Manifest.parse(JSON.parse(manifest.toString()));
  for (const { digest, size } of [config, ...layers]) {
    const blob = await bytesOf(at(`blobs/${digest}`));
    expect([sha256(blob), blob.length]).toEqual([digest, size]);
  }
  return layers.length;
}

describe('the registry', () => {
  it('says that it is one', async () => {
    expect((await ask('/v2/')).status).toBe(200);
  });

  it('gives an image, of any registry that it is a mirror of', async () => {
    expect(await pull('library/redis', '7.4.6-alpine', 'docker.io')).toBeGreaterThan(1);
    expect(await pull('helm-proxy', 'v1.0.0', 'registry.example.com')).toBeGreaterThan(1);
    expect(await pull('77kymo/mcp-gateway', 'latest', 'docker.io')).toBeGreaterThan(1);
  });

  it.each([
    ['/v2/library/redis/blobs/7.4.6-alpine?ns=docker.io', 'BLOB_UNKNOWN'],
    ['/v2/library/redis/manifests/8?ns=docker.io', 'MANIFEST_UNKNOWN'],
    ['/v2/library/redis/manifests/7.4.6-alpine?ns=quay.io', 'MANIFEST_UNKNOWN'],
    [`/v2/library/redis/manifests/sha256:${'0'.repeat(64)}?ns=docker.io`, 'MANIFEST_UNKNOWN'],
    [`/v2/library/redis/blobs/sha256:${'0'.repeat(64)}?ns=docker.io`, 'BLOB_UNKNOWN'],
    ['/v2/library/redis/blobs/..%2Fmade?ns=docker.io', 'NAME_UNKNOWN'],
    ['/v2/library/redis/tags/list', 'NAME_UNKNOWN'],
    ['/', 'NAME_UNKNOWN'],
  ])('answers %s with %s', async (path, code) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ code }] });
  });

  it('takes nothing', async () => {
    expect((await ask('/v2/library/redis/blobs/uploads/', 'POST')).status).toBe(405);
  });

  it('remembers what it was asked for', async () => {
    await ask('/v2/library/redis/manifests/7.4.6-alpine?ns=docker.io', 'HEAD');
    expect(registry.requests).toContain('HEAD docker.io/library/redis:7.4.6-alpine');
  });
});
