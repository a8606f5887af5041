import { z } from 'zod';
import type { Port } from '../../../test/network/evaluator';
import { portName } from '../../../test/network/ports';
import type { Actor } from '../../../test/network/world';
import type { RealCluster } from '../cluster/cluster';
import { standIn } from '../images/programs';
import { inNetworkOf, type RunningPod } from './pods';

/** Who is at an end of connections on a real cluster. */
export interface Place {
  readonly actor: Actor;
  readonly address: string;
  /** @default - it is outside the cluster */
  readonly pod?: RunningPod;
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

/** Listens at ports of a pod, in its network, but for those at which the pod does itself: what is closed then is closed by a policy. */
export async function listenAt(cluster: RealCluster, pod: RunningPod, ports: readonly Port[]): Promise<void> {
  // At the pod's own address: a container may listen at a port of its loopback alone.
  const own = ports.map((port) => namedAt(pod.status.podIP, port));
  const listening = [standIn('tools'), 'serve', '--free', ...own];
  await inNetworkOf(cluster, pod, [
    'bash',
    '-c',
    'setsid "$@" > /dev/null 2>&1 < /dev/null &',
    'bash',
    ...listening,
  ]);
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
      const output = from.pod
        ? await inNetworkOf(cluster, from.pod, [standIn('tools'), ...command], input)
        : await cluster.outside.tool(command, input);
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

/** A port of an address as our tools are told it, such as `tcp/192.0.2.1:443`. */
function namedAt(address: string, { protocol, number }: Port): string {
  return `${protocol.toLowerCase()}/${address}:${number}`;
}

/** A port as our tools are told it, such as `tcp/443`. */
export function named({ protocol, number }: Port): string {
  return `${protocol.toLowerCase()}/${number}`;
}
