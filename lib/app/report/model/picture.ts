import type { KubernetesObject } from '../../../engine/manifests/render';
import { describeObject } from '../../../engine/release/objects';
import { controllerNamespace, keyOf } from '../../docs/diagram';
import { connectionsOf, type Party } from '../../objects/connections';
import { entrances } from './entrances';
import { workloadRows, type WorkloadRow } from './workloads';

/** A box of the picture. */
export interface PictureNode {
  readonly id: string;
  /**
   * - `host`: a host that is open to the outside
   * - `workload`, `database`: a Deployment, and a StatefulSet
   * - `namespace`: pods of other namespaces
   * - `outside`: what pods connect to outside the environment
   */
  readonly kind: Party['kind'];
  readonly title: string;
  /** The namespace that it is drawn in. @default - none */
  readonly namespace?: string;
  readonly workload?: WorkloadRow;
  /** What is to be known of it, in a few words each: a line each. */
  readonly lines: readonly string[];
}

/** A line of the picture: who connects to whom. */
export interface PictureEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly ports: readonly string[];
  /** Whether a network policy allows it and nothing configures it. */
  readonly allowed: boolean;
}

/** What runs and who talks to whom. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** The picture of an environment. */
export function pictureOf(objects: readonly KubernetesObject[]): Picture {
  const workloads = workloadRows(objects);
  const doors = hostNodes(objects);
  const all = connectionsOf(objects);
  // The hosts stand for the controllers, which are in between.
  const controllers = new Set([controllerNamespace(all) ?? '', ...doors.flatMap(({ gateways }) => gateways)]);
  const isFromController = ({ kind, name }: Party) =>
    kind === 'namespace' && name !== '' && controllers.has(name);
  const connections = all.filter(({ from }) => !isFromController(from));
  const parties = connections
    .flatMap(({ from, to }) => [from, to])
    .filter(({ kind }) => kind === 'namespace' || kind === 'outside');
  const edges = connections.map(({ from, to, ports, allowed }): PictureEdge => {
    const [start, end] = [idOf(from, workloads), idOf(to, workloads)];
    return { id: edgeId(start, end, allowed), from: start, to: end, ports, allowed };
  });
  return {
    nodes: [
      ...doors.map(({ node }) => node),
      ...unique(parties).map(partyNode),
      ...workloads.map(workloadNode),
    ],
    edges: edges.map((edge) => withPodPort(edge, doors)),
  };
}

interface Door {
  readonly node: PictureNode;
  readonly podPorts: readonly string[];
  /** The namespaces of its Gateways, in which their proxies run. */
  readonly gateways: readonly string[];
}

/** One node for each host, whatever opens it. */
function hostNodes(objects: readonly KubernetesObject[]): readonly Door[] {
  const all = entrances(objects);
  return [...new Set(all.map(({ host }) => host))].map((host) => {
    const those = all.filter((entrance) => entrance.host === host && entrance.targets.length > 0);
    const targets = those.flatMap((entrance) => entrance.targets);
    const unsafe = those.filter(({ tls }) => tls.is === 'no').length > 0;
    return {
      node: {
        id: hostId(host),
        kind: 'host',
        title: host,
        lines: [
          ...new Set(those.map(({ controller }) => controller)),
          ...(unsafe ? ['no TLS'] : []),
          ...(those.some(({ login }) => login.is === 'no') ? ['no login'] : []),
        ],
      },
      podPorts: [...new Set(targets.map(({ podPort }) => podPort))],
      gateways: those.flatMap(({ controller }) =>
        [...controller.matchAll(/Gateway ([^/]+)\//g)].map(([, namespace = '']) => namespace),
      ),
    };
  });
}

function withPodPort(edge: PictureEdge, doors: readonly Door[]): PictureEdge {
  const door = doors.find(({ node }) => node.id === edge.from);
  return door === undefined ? edge : { ...edge, ports: door.podPorts.filter((port) => port !== '') };
}

function workloadNode(workload: WorkloadRow): PictureNode {
  const { kind, id, name, namespace, pods, autoscaled, images } = workload;
  const count = autoscaled
    ? `${pods.least}–${pods.most} pods`
    : `${pods.least} ${pods.least === 1 ? 'pod' : 'pods'}`;
  const [first = '', ...more] = images.map((image) => image.slice(image.lastIndexOf('/') + 1));
  const image = shortened(first.replace(/@sha256:([0-9a-f]{8})[0-9a-f]*$/, '@$1…'));
  return {
    id,
    kind: kind === 'StatefulSet' ? 'database' : 'workload',
    title: name,
    namespace,
    workload,
    lines: [count, more.length === 0 ? image : `${image} +${more.length}`],
  };
}

/** How long a line may be: the end of an image's name tells more than its beginning. */
const LONGEST = 30;

function shortened(text: string): string {
  return text.length > LONGEST ? `…${text.slice(1 - LONGEST)}` : text;
}

function partyNode(party: Party): PictureNode {
  const { kind, name } = party;
  const common = { id: keyOf(party), lines: [] };
  if (kind === 'namespace')
    return name === ''
      ? { ...common, kind, title: 'any pod', lines: ['of the cluster'] }
      : { ...common, kind, title: name, lines: ['namespace'] };
  return name === ''
    ? { ...common, kind: 'outside', title: 'any address', lines: ['by network policies'] }
    : { ...common, kind: 'outside', title: name };
}

function idOf(party: Party, workloads: readonly WorkloadRow[]): string {
  if (party.kind === 'host') return hostId(party.name);
  const id = workloadId(party);
  return workloads.some((workload) => workload.id === id) ? id : keyOf(party);
}

function workloadId({ kind, name, namespace = '' }: Party): string {
  return describeObject({
    kind: kind === 'database' ? 'StatefulSet' : 'Deployment',
    metadata: { name, namespace },
  });
}

function hostId(host: string): string {
  return `host ${host}`;
}

function edgeId(from: string, to: string, allowed: boolean): string {
  return `${from} ${allowed ? 'may connect to' : 'connects to'} ${to}`;
}

function unique(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [keyOf(party), party])).values()];
}
