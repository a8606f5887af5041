import path from 'node:path';
import { debianRoot } from '../../../tools/debian';
import type { Outside } from './outside';

/** The name by which an environment knows a Redis that others keep. */
export const REDIS_OUTSIDE = 'redis.production.example.com';

/** The names of what is outside the cluster, which its name service knows, with their addresses. */
export const OUTSIDE_NAMES: Readonly<Record<string, string>> = {
  [REDIS_OUTSIDE]: '198.51.100.6',
  'api.anthropic.com': '203.0.113.7',
};

/**
 * A certificate for these names, and the key that goes with it. They were made for these tests, by an authority whose key was thrown away;
 * the images trust it beside the public ones.
 */
const AUTHORITY = path.resolve(__dirname, '../images/authority');

/** Runs a Redis outside the cluster, with TLS and a password, as others keep it for an environment. */
export async function runRedisOutside(outside: Outside, password: string): Promise<void> {
  const address = OUTSIDE_NAMES[REDIS_OUTSIDE] ?? '';
  const root = debianRoot('redis');
  const libraries = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((folder) =>
    path.join(root, folder),
  );
  await outside.addAddress(address);
  await outside.start([
    // By the loader of the same packages, since the C library and the loader belong together.
    ...[path.join(root, 'lib64/ld-linux-x86-64.so.2'), '--library-path', libraries.join(':')],
    ...[path.join(root, 'usr/bin/redis-server'), '--save', '', '--requirepass', password],
    ...['--bind', address, '--port', '0', '--tls-port', '6379', '--tls-auth-clients', 'no'],
    ...['--tls-cert-file', path.join(AUTHORITY, 'server.crt')],
    ...['--tls-key-file', path.join(AUTHORITY, 'server.key')],
    ...['--tls-ca-cert-file', path.join(AUTHORITY, 'ca.crt')],
  ]);
}
