import { z } from 'zod';
import { Obj } from '../../cluster/support/cluster';
import type { RealCluster } from '../cluster/cluster';

const Event = Obj.extend({
  reason: z.string().default(''),
  message: z.string().default(''),
  involvedObject: z.looseObject({ kind: z.string(), name: z.string(), uid: z.string().default('') }),
});
export type Event = z.infer<typeof Event>;

/** What is said of a namespace's objects for a reason, such as `FailedScheduling`. */
export async function eventsOf(
  cluster: RealCluster,
  namespace: string,
  reason: string,
): Promise<readonly Event[]> {
  return selected(cluster, namespace, `reason=${reason}`);
}

/** What is said of a namespace's objects as a warning. */
export async function warningsOf(cluster: RealCluster, namespace: string): Promise<readonly Event[]> {
  return selected(cluster, namespace, 'type=Warning');
}

async function selected(
  cluster: RealCluster,
  namespace: string,
  selector: string,
): Promise<readonly Event[]> {
  return z
    .array(Event)
    .parse(await cluster.list('events', '--namespace', namespace, '--field-selector', selector));
}

/** The node that each pod of some namespaces was given, the pods of tests and of Jobs that have gone since among them. */
export async function placements(
  cluster: RealCluster,
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(namespaces.map((namespace) => eventsOf(cluster, namespace, 'Scheduled')));
  return new Map(
    all.flat().map(({ message, involvedObject: { name, uid } }) => {
      const node = / to (\S+)$/.exec(message)?.[1] ?? message;
      return [`${name} ${uid}`, node];
    }),
  );
}
