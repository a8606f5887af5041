import type { KubernetesObject } from '../../engine/manifests/render';
import type { NamedEnvironment } from '../environments/environment';
import { objectsIn } from '../environments/stacks';
import { connectionsOf, type Connection, type Party } from '../objects/connections';
import { metadataOf } from '../../engine/release/objects';
import { workloadsOf } from '../objects/workloads';

/** The shapes of nodes, as Mermaid opens and closes them; a workload has its default. */
const SHAPES: Readonly<Record<Exclude<Party['kind'], 'host'>, readonly [string, string]>> = {
  workload: ['[', ']'],
  database: ['[(', ')]'],
  namespace: ['[[', ']]'],
  outside: ['([', '])'],
};

/** Words that Mermaid does not take for the name of a node. */
const RESERVED =
  /^(call|class|classDef|click|default|end|flowchart|graph|href|interpolate|linkStyle|style|subgraph)$/;

/**
 * The environment whose diagram the documents show: the one with the most pods, and of several the first.
 */
export function largest(environments: readonly NamedEnvironment[]): NamedEnvironment | undefined {
  const pods = (environment: NamedEnvironment) =>
    workloadsOf(objectsIn(environment)).reduce((sum, workload) => sum + workload.pods.most, 0);
  return environments.reduce<NamedEnvironment | undefined>(
    (before, one) => (before === undefined || pods(one) > pods(before) ? one : before),
    undefined,
  );
}

/**
 * A flowchart in Mermaid of who connects to whom in an environment: clients outside, hosts of Ingresses, workloads in their
 * namespaces, and what they connect to outside. It is read from the objects that a cluster gets.
 *
 * @throws ValuesError or ValidationError when an environment's values are invalid
 */
export function diagram(environment: NamedEnvironment): string {
  const objects = objectsIn(environment);
  return flowchart(workloadsIn(objects), connectionsOf(objects));
}

function workloadsIn(objects: readonly KubernetesObject[]): readonly Party[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .map((object) => ({
      kind: object['kind'] === 'StatefulSet' ? 'database' : 'workload',
      ...metadataOf(object),
    }));
}

/**
 * A flowchart in Mermaid.
 *
 * @param workloads those of the environment, also what connects to nothing
 */
export function flowchart(workloads: readonly Party[], connections: readonly Connection[]): string {
  const controller = controllerNamespace(connections);
  // The hosts stand for the controller, which is in between.
  const quoteForMessage = connections.filter(
    ({ from }) => from.kind !== 'namespace' || from.name !== controller,
  );
  const others = unique(quoteForMessage.flatMap(({ from, to }) => [from, to])).filter(
    ({ kind }) => kind === 'namespace' || kind === 'outside',
  );
  const id = idsOf([...workloads, ...others]);
  const node = (party: Party) => nodeOf(party, id(party));
  const namespaces = [...new Set(workloads.map(({ namespace = '' }) => namespace))];
  const isFrom = (kind: Party['kind']) => others.filter((party) => party.kind === kind).map(node);
  return [
    'flowchart LR',
    ...(quoteForMessage.some(({ from }) => from.kind === 'host') ? [`  ${clientsNode(controller)}`] : []),
    ...isFrom('namespace').map((line) => `  ${line}`),
    ...namespaces.flatMap((namespace) =>
      subgraph(
        `namespace ${namespace}`,
        workloads.filter((workload) => workload.namespace === namespace).map(node),
      ),
    ),
    ...subgraph('outside', isFrom('outside')),
    ...arrows(quoteForMessage, id).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

const CLIENTS = 'clients';

function clientsNode(controller: string | undefined): string {
  return `${CLIENTS}(["${controller === undefined ? CLIENTS : `${CLIENTS}, through ${controller}`}"])`;
}

function subgraph(title: string, nodes: readonly string[]): readonly string[] {
  if (nodes.length === 0) return [];
  // Those that need no label share a line.
  const plain = nodes.filter((text) => !text.includes('"'));
  const lines = [
    ...(plain.length === 0 ? [] : [plain.join(' & ')]),
    ...nodes.filter((text) => text.includes('"')),
  ];
  // Not the name of a node, which has no colon.
  return [
    `  subgraph in:${title.replaceAll(' ', ':')} ["${title}"]`,
    ...lines.map((line) => `    ${line}`),
    '  end',
  ];
}

/** Arrows; those with one label that start or end at the same nodes are one line. */
function arrows(connections: readonly Connection[], id: (party: Party) => string): readonly string[] {
  const lines = connections.map(({ from, to, ports, allowed }) => {
    const label = from.kind === 'host' ? from.name : ports.join(', ');
    return {
      from: from.kind === 'host' ? CLIENTS : id(from),
      arrow: `${allowed ? '-.->' : '-->'}${label === '' ? '' : `|"${label}"|`}`,
      to: id(to),
    };
  });
  const toOne = grouped(
    lines,
    ({ arrow, to }) => ({ arrow, to }),
    ({ from }) => from,
  ).map(([{ arrow, to }, from]) => ({ from: from.join(' & '), arrow, to }));
  return grouped(
    toOne,
    ({ from, arrow }) => `${from} ${arrow}`,
    ({ to }) => to,
  ).map(([start, to]) => `${start} ${to.join(' & ')}`);
}

/** What is made of items, for those together that have something in common. */
function grouped<Item, Common>(
  list: readonly Item[],
  common: (item: Item) => Common,
  made: (item: Item) => string,
): readonly (readonly [Common, readonly string[]])[] {
  const groups = new Map<string, readonly [Common, readonly string[]]>();
  for (const item of list) {
    const key = JSON.stringify(common(item));
    groups.set(key, [common(item), [...(groups.get(key)?.[1] ?? []), made(item)]]);
  }
  return [...groups.values()];
}

/** The namespace of the Ingress controller: the one that is let in to everything that has a host, and to nothing else. */
export function controllerNamespace(connections: readonly Connection[]): string | undefined {
  const reached = (isFrom: (from: Party) => boolean) =>
    JSON.stringify(
      unique(connections.filter(({ from }) => isFrom(from)).map(({ to }) => to))
        .map(keyOf)
        .sort(),
    );
  const behindHosts = reached(({ kind }) => kind === 'host');
  return connections
    .map(({ from }) => from)
    .filter(({ kind, name }) => kind === 'namespace' && name !== '')
    .find((from) => reached((other) => keyOf(other) === keyOf(from)) === behindHosts)?.name;
}

/** The names of nodes: what they stand for, or that with its kind and namespace where another one has the same name. */
function idsOf(parties: readonly Party[]): (party: Party) => string {
  return (party) => {
    const { kind, namespace = '' } = party;
    const name = labelOf(party).replace(/[^A-Za-z0-9.-]+/g, '_');
    const isOnly = parties.filter((other) => labelOf(other) === labelOf(party)).length < 2;
    return isOnly && !RESERVED.test(name) && name !== CLIENTS ? name : `${kind}/${namespace}/${name}`;
  };
}

function nodeOf(party: Party, id: string): string {
  const label = labelOf(party);
  if (party.kind === 'host' || (party.kind === 'workload' && id === label)) return id;
  const [open, close] = SHAPES[party.kind];
  return `${id}${open}"${label}"${close}`;
}

/** What people call a party. */
export function labelOf({ kind, name }: Party): string {
  if (kind === 'namespace') return name === '' ? 'any pod' : `namespace ${name}`;
  return kind === 'outside' && name === '' ? 'any address' : name;
}

/** What no two parties have in common. */
export function keyOf({ kind, name, namespace = '' }: Party): string {
  return JSON.stringify([kind, namespace, name]);
}

function unique(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [keyOf(party), party])).values()];
}
