import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, metadataOf } from '../../../engine/release/objects';
import { selects } from '../../../engine/release/selection';
import { isMap } from '../../../engine/values/merge';
import { connectionsOf, type Connection, type Party } from '../../objects/connections';
import { objectOf } from '../object-changes';
import type { Effect, Sides } from './effect';

/** Connections that network policies and configuration open or close. Hosts are effects of their own. */
export function changedConnections({ before, after, objects }: Sides): readonly Effect[] {
  const old = portsOf(before);
  const current = portsOf(after);
  const keys = [...new Set([...old.keys(), ...current.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), current.get(key)];
    const connection = is ?? was;
    if (connection === undefined) return [];
    return [
      ...effectOf('opens-connection', connection, portsBeyond(is, was)),
      ...effectOf('closes-connection', connection, portsBeyond(was, is)),
    ].map((effect) => ({ ...effect, by: policiesAbout(connection, objects, [...before, ...after]) }));
  });
}

/** The ports of a connection that another one does not have; none where all are meant, nothing where there is no such port. */
function portsBeyond(
  one: Connection | undefined,
  other: Connection | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one?.ports;
  if (other.ports.length === 0) return undefined;
  const beyond = one.ports.filter((port) => !other.ports.includes(port));
  return beyond.length === 0 && one.ports.length > 0 ? undefined : beyond;
}

function portsOf(objects: readonly KubernetesObject[]): ReadonlyMap<string, Connection> {
  return new Map(
    connectionsOf(objects)
      .filter(({ from }) => from.kind !== 'host')
      .map((connection) => [
        JSON.stringify([inWords(connection.from), inWords(connection.to), connection.allowed]),
        connection,
      ]),
  );
}

/** @param ports those that are opened or closed; none where all are meant, nothing where it is none */
function effectOf(
  kind: 'opens-connection' | 'closes-connection',
  { from, to, allowed }: Connection,
  ports: readonly string[] | undefined,
): readonly Effect[] {
  if (ports === undefined) return [];
  const which = ports.length === 0 ? '' : `, ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`;
  const [own] = [from, to].filter(isOwn).map(inWords);
  const by = allowed ? 'allowed by network policies' : 'configured';
  return [
    {
      kind,
      of: own ?? '',
      sentence: `${inWords(from)} to ${inWords(to)}${which} (${by}).`,
      facts: { from: inWords(from), to: inWords(to), ports, allowed },
    },
  ];
}

/** The network policies that change and are about one end of a connection. */
function policiesAbout(
  { from, to }: Connection,
  changes: Sides['objects'],
  objects: readonly KubernetesObject[],
): readonly string[] {
  const ends = [from, to].filter(isOwn).map(inWords);
  const workloads = objects.filter((object) => ends.includes(describeObject(object)));
  return changes
    .map(objectOf)
    .filter((object) => object['kind'] === 'NetworkPolicy')
    .filter((policy) => {
      const selector = at(policy, 'spec', 'podSelector');
      return workloads.some(
        (workload) =>
          metadataOf(workload).namespace === metadataOf(policy).namespace &&
          selects(isMap(selector) ? selector : {}, at(workload, 'spec', 'template', 'metadata', 'labels')),
      );
    })
    .map(describeObject);
}

function isOwn({ kind }: Party): boolean {
  return kind === 'workload' || kind === 'database';
}

function inWords({ kind, name, namespace = '' }: Party): string {
  switch (kind) {
    case 'workload':
      return `Deployment ${namespace}/${name}`;
    case 'database':
      return `StatefulSet ${namespace}/${name}`;
    case 'namespace':
      return name === '' ? 'any pod of the cluster' : `pods of namespace ${name}`;
    case 'host':
      return name;
    case 'outside':
      return name === '' ? 'any address' : name;
  }
}
