import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { MANIFEST, type ImageStore } from './build';
import { fullName } from './reference';

/** A registry that is being served. */
export interface Registry {
  /** Such as `http://10.89.0.1:5000`. */
  readonly url: string;
  /** The requests it had so far, such as `GET docker.io/library/redis:7.4.6-alpine`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * Serves images over HTTP, to read only, as a mirror of every registry: containerd says with `?ns=` whose mirror it asks (the OCI
 * distribution specification, and containerd's `docs/hosts.md`).
 *
 * @param port 0 for any that is free
 */
export async function serveImages(store: ImageStore, host: string, port: number): Promise<Registry> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    answer(store, request, response, requests).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${bound}`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  store: ImageStore,
  request: IncomingMessage,
  response: ServerResponse,
  requests: string[],
): Promise<unknown> {
  const { method = '' } = request;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry');
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, 'UNSUPPORTED');
  if (/^\/v2\/?$/.test(pathname)) return response.writeHead(200, JSON_TYPE).end('{}');
  const [, repository, what, version] =
    /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(decodeURIComponent(pathname)) ?? [];
  if (repository === undefined || version === undefined) return refuse(response, 404, 'NAME_UNKNOWN');
  const name = fullName({ host: searchParams.get('ns') ?? 'docker.io', repository, version });
  requests.push(`${method} ${name}`);
  const isDigest = /^sha256:[0-9a-f]{64}$/.test(version);
  const tagged = what === 'manifests' ? store.manifests.get(name)?.manifest.digest : undefined;
  const digest = isDigest ? version : tagged;
  if (digest === undefined || !existsSync(store.blobs.file(digest)))
    return refuse(response, 404, what === 'blobs' ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN', name);
  const type = what === 'blobs' ? 'application/octet-stream' : MANIFEST;
  return send(store.blobs.file(digest), { type, digest, withBody: method === 'GET' }, response);
}

async function send(
  file: string,
  { type, digest, withBody }: { type: string; digest: string; withBody: boolean },
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    'content-type': type,
    'content-length': statSync(file).size,
    'docker-content-digest': digest,
  });
  if (withBody) await pipeline(createReadStream(file), response);
  else response.end();
}

const JSON_TYPE = { 'content-type': 'application/json' };

function refuse(response: ServerResponse, status: number, code: string, what = ''): ServerResponse {
  const message = code.toLowerCase().replace('_', ' ');
  return response
    .writeHead(status, JSON_TYPE)
    .end(JSON.stringify({ errors: [{ code, message, detail: what }] }));
}
