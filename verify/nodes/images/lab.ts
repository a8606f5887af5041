import { setTimeout as pause } from 'node:timers/promises';
import { at, items } from '../../../lib/engine/release/objects';
import type { Json } from '../../../lib/engine/values/declaration';
import type { StackName } from '../../../lib/stacks/stacks';
import { objectsIn } from '../../../test/contract/releases';
import { buildImages } from './build';
import { Sandbox, type Container } from './container';

export const RELAY = 'lfreea/claude-relay-service:1.2.15';
export const REDIS = 'redis:7.4.6-alpine';
export const MYSQL = 'mysql:8.0';
export const TOOLS = 'nodes.test/tools:1';

/** What the manifests let the relay write to. */
export const RELAY_VOLUMES = {
  '/app/data': 'data',
  '/app/logs': 'logs',
  '/app/temp': 'temp',
  '/tmp': 'tmp',
};
/** What the relay does not start without. */
export const KEYS = { JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), REDIS_HOST: 'here' };

/**
 * Gives each test a sandbox of its own.
 *
 * @param images the names of the images that are started in it, besides those that are named here
 */
export function useSandbox(...images: readonly string[]): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeEach(async () => {
    sandbox = new Sandbox(await buildImages([RELAY, REDIS, MYSQL, TOOLS, ...images]));
  });
  afterEach(() => sandbox?.close());
  return () => {
    if (sandbox === undefined) throw new Error('A sandbox is there in tests only.');
    return sandbox;
  };
}

/** Waits until a command in a container ends with 0, and gives what it said. */
export async function until(container: Container, ...command: readonly string[]): Promise<string> {
  for (let attempt = 0; attempt < 120; attempt++) {
    const { code, output } = container.exec(...command);
    if (code === 0) return output;
    await pause(500);
  }
  throw new Error(`${command.join(' ')} never ended with 0. The container says:\n${container.output}`);
}

/** Asks for a page with the wget of a container's image. */
export const get = (container: Container, url: string) =>
  container.exec('wget', '-q', '-T', '5', '-O', '-', url);
/** Waits until somebody listens at a port. */
export const listening = (container: Container, port: number) =>
  until(container, 'nc', '-z', 'here', String(port));

/** Waits until another than who asks here is connected to a stand-in, such as a stream. */
export const streaming = (container: Container, port: number) =>
  until(container, 'sh', '-c', `wget -q -O - http://here:${port}/-/about | grep -q '"connections":[2-9]'`);

/** A container or an init container of a rendered pod. */
export function containerOf(release: string, stack: StackName, name: string): Json | undefined {
  return objectsIn(release, stack)
    .map((object) => at(object, 'spec', 'template', 'spec'))
    .flatMap((pod) => [...items(at(pod, 'initContainers')), ...items(at(pod, 'containers'))])
    .find((container) => at(container, 'name') === name);
}

/** Redis as the manifests start it. */
export async function redis(sandbox: Sandbox): Promise<Container> {
  const container = sandbox.start(REDIS, {
    args: ['redis-server', '--appendonly', 'yes', '--save', '60 1', '--maxmemory-policy', 'noeviction'],
    user: '999:1000',
    volumes: { '/data': 'redis' },
  });
  await until(container, 'sh', '-c', 'redis-cli ping | grep -q PONG');
  return container;
}

/** MySQL as the manifests start it. */
export async function mysql(sandbox: Sandbox): Promise<Container> {
  const container = sandbox.start(MYSQL, {
    args: ['mysqld', '--skip-name-resolve'],
    user: '999:999',
    volumes: { '/var/lib/mysql': 'mysql', '/var/run/mysqld': 'run', '/tmp': 'mysql-tmp' },
    env: {
      MYSQL_ROOT_PASSWORD: 'root',
      MYSQL_DATABASE: 'mcp',
      MYSQL_USER: 'user',
      MYSQL_PASSWORD: 'a "b" $c',
    },
  });
  const query =
    'MYSQL_PWD="$MYSQL_PASSWORD" mysql -h 127.0.0.1 -u "$MYSQL_USER" -e "SELECT 1" "$MYSQL_DATABASE"';
  await until(container, 'sh', '-c', query);
  return container;
}

/** The relay as the manifests start it, with the file that an init container makes. */
export async function relay(
  sandbox: Sandbox,
  env: Readonly<Record<string, string>> = {},
): Promise<Container> {
  const options = { user: '1000:1000', volumes: RELAY_VOLUMES };
  await sandbox.start(RELAY, { ...options, command: ['touch', '/app/data/init.json'] }).end();
  const container = sandbox.start(RELAY, { ...options, env: { ...KEYS, ...env } });
  await listening(container, 3000);
  return container;
}
