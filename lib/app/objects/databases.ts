import type { KubernetesObject } from '../../engine/manifests/render';
import type { Json } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';
import { at, items, metadataOf } from '../../engine/release/objects';
import { workloadsOf } from './workloads';

/** The databases that stacks use, by what the variables begin with in which their software is told of them. */
const DATABASES = { REDIS: 'Redis', MYSQL: 'MySQL' } as const;

/** Where a database is that a stack uses: bundled, or at an external host. */
interface Reached {
  /** In words, from the name of the database. */
  readonly where: (name: string) => string;
  readonly tls: boolean;
}

/**
 * The databases that a stack uses, each in a few words: `bundled Redis`, `external Redis at redis.example.com with password and TLS`.
 *
 * @param objects those of the stack
 * @param neighbours those of all stacks of the environment
 */
export function databasesOf(
  objects: readonly KubernetesObject[],
  neighbours: readonly KubernetesObject[],
): readonly string[] {
  const settings = settingsOf(objects);
  return Object.entries(DATABASES).flatMap(([prefix, name]) => {
    const host = scalarString(settings.get(`${prefix}_HOST`));
    if (host === '') return [];
    const { where, tls } = reached(host, objects, neighbours);
    const extras = [
      ...(settings.has(`${prefix}_PASSWORD`) ? ['password'] : []),
      ...(tls || settings.get(`${prefix}_ENABLE_TLS`) === 'true' ? ['TLS'] : []),
    ];
    return [`${where(name)}${extras.length > 0 ? ` with ${extras.join(' and ')}` : ''}`];
  });
}

function reached(
  host: string,
  objects: readonly KubernetesObject[],
  neighbours: readonly KubernetesObject[],
): Reached {
  // The end of a tunnel with TLS in the same pod.
  const target = host === '127.0.0.1' ? targetIn(objects) : undefined;
  const actual = target ?? host;
  const services = neighbours.filter(({ kind }) => kind === 'Service').map(metadataOf);
  const bundled = services.some(({ name, namespace }) =>
    [name, `${name}.${namespace}`, `${name}.${namespace}.svc`].includes(actual),
  );
  return {
    where: (name) => (bundled ? `bundled ${name}` : `external ${name} at ${actual}`),
    tls: target !== undefined,
  };
}

/** The host that a tunnel leads to. */
function targetIn(objects: readonly KubernetesObject[]): string | undefined {
  const args = containersOf(objects).flatMap((container) => items(at(container, 'args')));
  const target = args[args.indexOf('--target') + 1];
  return args.includes('--target') ? scalarString(target).replace(/:\d+$/, '') : undefined;
}

/** What containers are told in variables, their own and those of ConfigMaps; a variable from a Secret is empty. */
function settingsOf(objects: readonly KubernetesObject[]): ReadonlyMap<string, Json> {
  const variables = containersOf(objects)
    .flatMap((container) => items(at(container, 'env')))
    .map((variable) => [scalarString(at(variable, 'name')), at(variable, 'value') ?? ''] as const);
  const maps = objects
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap((map) => Object.entries(at(map, 'data') ?? {}) as [string, Json][]);
  return new Map([...maps, ...variables]);
}

function containersOf(objects: readonly KubernetesObject[]): readonly Json[] {
  return workloadsOf(objects).flatMap(({ pod }) =>
    ['initContainers', 'containers'].flatMap((key) => items(at(pod, key))),
  );
}
