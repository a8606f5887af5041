import { z } from 'zod';
import type { Port } from '../../../test/network/evaluator';
import { portName } from '../../../test/network/ports';
import type { Actor } from '../../../test/network/world';
import type { RealCluster } from '../cluster/cluster';
import type { Node } from '../cluster/node';
import { standIn } from '../images/programs';
import { inNetworkOf, type RunningPod } from './pods';

/** Who is at an end of connections on a real cluster. */
export interface Place {
  readonly actor: Actor;
  readonly address: string;
  /** @default - it is no pod */
  readonly pod?: RunningPod;
  /** @default - it is no node; what is no pod either is outside the cluster */
  readonly node?: Node;
}

/** A connection that is tried. */
export interface Dial {
  readonly from: Place;
  readonly to: Place;
  readonly port: Port;
}

/** Such as `claude-relay -> claude-relay-redis, TCP 6379`. */
export function nameOfDial({ from, to, port }: Dial): string {
  return `${from.actor.name} -> ${to.actor.name}, ${portName(port)}`;
}

const Result = z.object({ result: z.enum(['open', 'refused', 'timeout', 'unresolved']) });

/**
 * Listens at ports of a pod or a node, in its network, but for those at which it does itself: what is closed then is closed by a policy. Hosts
 * outside answer already.
 */
export async function listenAt(cluster: RealCluster, place: Place, ports: readonly Port[]): Promise<void> {
  if (isOutside(place)) return;
  // At its own address: a container may listen at a port of its loopback alone.
  const own = ports.map((port) => namedAt(place.address, port));
  const detached = ['bash', '-c', 'setsid "$@" > /dev/null 2>&1 < /dev/null &', 'bash'];
  await runAt(cluster, place, [...detached, standIn('tools'), 'serve', '--free', ...own]);
}

/** Runs a command in the network of a pod, or on a node. */
function runAt(
  cluster: RealCluster,
  { pod, node, actor }: Place,
  command: readonly string[],
  input = '',
): Promise<string> {
  if (pod !== undefined) return inNetworkOf(cluster, pod, command, input);
  if (node !== undefined) return node.run(command, input);
  throw new Error(`${actor.name} is outside the cluster.`);
}

/** Tries connections, all of a source at once. The result has those that could be made. */
export async function dial(cluster: RealCluster, dials: readonly Dial[]): Promise<ReadonlySet<Dial>> {
  const bySource = new Map<Place, Dial[]>();
  for (const one of dials) {
    const own = bySource.get(one.from);
    if (own === undefined) bySource.set(one.from, [one]);
    else own.push(one);
  }
  const open = await Promise.all(
    [...bySource].map(async ([from, own]) => {
      const lines = own.map(({ to, port }) => namedAt(to.address, port));
      const command = ['dial', '--from', from.address];
      const input = lines.join('\n');
      const output = isOutside(from)
        ? await cluster.outside.tool(command, input)
        : await runAt(cluster, from, [standIn('tools'), ...command], input);
      const results = output
        .trim()
        .split('\n')
        .map((line) => Result.parse(JSON.parse(line)).result);
      if (results.length !== own.length)
        throw new Error(`${own.length} dials of ${from.actor.name} gave ${results.length} results.`);
      return own.filter((_, index) => results[index] === 'open');
    }),
  );
  return new Set(open.flat());
}

function isOutside({ pod, node }: Place): boolean {
  return pod === undefined && node === undefined;
}

/** A port of an address as our tools are told it, such as `tcp/192.0.2.1:443`. */
function namedAt(address: string, { protocol, number }: Port): string {
  return `${protocol.toLowerCase()}/${address}:${number}`;
}

/** A port as our tools are told it, such as `tcp/443`. */
export function named({ protocol, number }: Port): string {
  return `${protocol.toLowerCase()}/${number}`;
}
