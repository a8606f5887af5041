import type { Port } from '../../../test/network/evaluator';
import { NODE } from '../../../test/network/outsiders';
import type { Actor, World } from '../../../test/network/world';
import { eventually } from '../../cluster/support/polling';
import type { RealCluster } from '../cluster/cluster';
import { named, type Place } from './dials';
import { areContainersReady, runningPods, type RunningPod } from './pods';
import { nameOfStandIn, standInFor } from './stand-ins';

const READY_SECONDS = 180;

/**
 * Who of a world is where on a cluster. The pods of stacks are there; for all others a pod is made that has their labels and nothing
 * but our tools in it. One of the nodes is that of the tables, and addresses outside are
 * those of the outside host.
 *
 * @throws Error naming who is not ready
 */
export async function placesOf(cluster: RealCluster, world: World): Promise<readonly Place[]> {
  const missing = [...world.namespaces.keys()].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: world.namespaces.get(name) },
  }));
  await cluster.apply(...missing);
  const running = await everyPod(cluster, world);
  const found = (actor: Actor) => running.find((pod) => isOf(pod, actor));
  const absent = world.actors.filter((actor) => actor.end.kind === 'pod' && !found(actor));
  const standIns = absent.flatMap((actor) =>
    actor.end.kind === 'pod' ? [standInFor(actor, actor.end)] : [],
  );
  if (standIns.length > 0) await cluster.apply(...standIns);
  const outside = world.actors.flatMap(({ name, end }) =>
    end.kind === 'outside' && name !== NODE ? end.addresses.filter(isUsed) : [],
  );
  await cluster.outside.answerAt(outside, portsOf(world).map(named));
  const { places, notReady } = await eventually(
    READY_SECONDS,
    async () => placed(cluster, world, await everyPod(cluster, world)),
    (now) => now.notReady.length === 0,
  );
  if (notReady.length > 0) throw new Error(`Not ready after ${READY_SECONDS} s: ${notReady.join(', ')}.`);
  return places;
}

/** The ports that can be dialled: nothing here speaks SCTP. */
export function portsOf({ ports }: World): readonly Port[] {
  return ports.filter(({ protocol }) => protocol !== 'SCTP');
}

async function everyPod(cluster: RealCluster, world: World): Promise<readonly RunningPod[]> {
  const all = await Promise.all([...world.namespaces.keys()].map((name) => runningPods(cluster, name)));
  return all.flat();
}

function placed(cluster: RealCluster, world: World, running: readonly RunningPod[]) {
  const [node] = cluster.nodes;
  const places: Place[] = [];
  const notReady: string[] = [];
  for (const actor of world.actors) {
    if (actor.name === NODE && node !== undefined) {
      places.push({ actor, address: node.address, node });
      continue;
    }
    if (actor.end.kind === 'outside') {
      const address = actor.end.addresses.find(isUsed);
      if (address !== undefined) places.push({ actor, address });
      continue;
    }
    const pod = running.find((one) => isOf(one, actor) && areContainersReady(one));
    if (pod) places.push({ actor, address: pod.status.podIP, pod });
    else notReady.push(actor.name);
  }
  return { places, notReady };
}

/** Nodes have addresses of one family. */
function isUsed(address: string): boolean {
  return !address.includes(':');
}

/** Whether a pod is one that an actor stands for: by its labels, for pods of stacks, and by its name, for stand-ins. */
function isOf({ metadata }: RunningPod, actor: Actor): boolean {
  if (actor.end.kind !== 'pod' || metadata.namespace !== actor.end.namespace) return false;
  if (metadata.name === nameOfStandIn(actor.name)) return true;
  const { labels } = actor.end;
  return (
    actor.stack !== undefined &&
    !metadata.name.startsWith('stand-in-') &&
    Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value)
  );
}
