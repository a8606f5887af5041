import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items } from '../../../engine/release/objects';
import { routesOf } from '../../../engine/release/routes';
import { scalarString } from '../../../engine/values/merge';
import type { Effect, EffectKind, Sides } from './effect';

/** What can be reached from outside the cluster: a host with its paths, or a Service with its ports. */
interface Door {
  readonly host: string;
  readonly object: KubernetesObject;
  readonly paths: readonly string[];
}

/** Hosts of Ingresses, HTTPRoutes and Routes, and Services with a port outside the cluster, that are opened or closed. */
export function changedHosts({ before, after }: Sides): readonly Effect[] {
  const [old, current] = [doorsOf(before), doorsOf(after)];
  return [...effectsOf('opens-host', current, old), ...effectsOf('closes-host', old, current)];
}

function effectsOf(
  kind: EffectKind,
  doors: ReadonlyMap<string, Door>,
  others: ReadonlyMap<string, Door>,
): readonly Effect[] {
  return [...doors.values()].flatMap(({ host, object, paths }) => {
    const known = others.get(host)?.paths ?? [];
    const changed = paths.filter((path) => !known.includes(path));
    if (changed.length === 0) return [];
    return [
      {
        kind,
        of: describeObject(object),
        sentence: `${host}: ${changed.join(', ')}.`,
        facts: { host, paths: changed },
      },
    ];
  });
}

/** The doors by their hosts; of several objects with one host the first stands for it. */
function doorsOf(objects: readonly KubernetesObject[]): ReadonlyMap<string, Door> {
  const doors = new Map<string, Door>();
  for (const { host, object, path } of [...routes(objects), ...openServices(objects)]) {
    const door = doors.get(host) ?? { host, object, paths: [] };
    doors.set(host, { ...door, paths: [...new Set([...door.paths, path])] });
  }
  return doors;
}

interface Way {
  readonly host: string;
  readonly object: KubernetesObject;
  readonly path: string;
}

function routes(objects: readonly KubernetesObject[]): readonly Way[] {
  return routesOf(objects).map(({ host, path, object }) => ({
    host: host === '*' ? 'any host' : host,
    path,
    object,
  }));
}

function openServices(objects: readonly KubernetesObject[]): readonly Way[] {
  return objects
    .filter((object) => object['kind'] === 'Service')
    .filter((object) => ['NodePort', 'LoadBalancer'].includes(scalarString(at(object, 'spec', 'type'))))
    .flatMap((object) =>
      items(at(object, 'spec', 'ports')).map((port) => ({
        host: `${scalarString(at(object, 'spec', 'type'))} of ${describeObject(object)}`,
        path: `port ${scalarString(at(port, 'port'))}`,
        object,
      })),
    );
}
