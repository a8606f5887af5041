import { z } from 'zod';
import { Obj, type Cluster } from './cluster';
import { eventually } from './polling';
import { provideVolumes } from './volumes';

/** How long everything may take to become available on a busy machine, in seconds. */
const SETTLE_SECONDS = 240;

const Workload = Obj.extend({
  kind: z.enum(['Deployment', 'StatefulSet']),
  spec: z.looseObject({
    replicas: z.number(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
  }),
  status: z.looseObject({
    observedGeneration: z.number().default(0),
    replicas: z.number().default(0),
    updatedReplicas: z.number().default(0),
    availableReplicas: z.number().default(0),
  }),
});

/** A Deployment or a StatefulSet and how far it is. */
export type Workload = z.infer<typeof Workload>;

/** The Deployments and StatefulSets of a namespace, or of all. */
export async function workloads(cluster: Cluster, namespace?: string): Promise<Workload[]> {
  return z.array(Workload).parse(await cluster.list('deployments,statefulsets', ...inside(namespace)));
}

/** kubectl's flags for a namespace, or for all. */
function inside(namespace?: string): string[] {
  return namespace === undefined ? ['--all-namespaces'] : ['--namespace', namespace];
}

/** A name for messages, such as `Deployment ai-gateway-dev/jairouter`. */
export function nameOf({ kind, metadata }: Obj): string {
  return `${kind ?? ''} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

const Autoscaler = Obj.extend({
  spec: z.looseObject({
    minReplicas: z.number(),
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
  }),
});
export type Autoscaler = z.infer<typeof Autoscaler>;

/** The autoscalers of a namespace, or of all. */
export async function autoscalers(cluster: Cluster, namespace?: string): Promise<Autoscaler[]> {
  return z.array(Autoscaler).parse(await cluster.list('horizontalpodautoscalers', ...inside(namespace)));
}

/** Whether an autoscaler sets how many pods a workload has. */
export function scales({ metadata, spec }: Autoscaler, workload: Workload): boolean {
  const { kind, name } = spec.scaleTargetRef;
  return (
    workload.metadata.namespace === metadata.namespace &&
    workload.kind === kind &&
    workload.metadata.name === name
  );
}

/**
 * Waits until every Deployment and StatefulSet has all its pods, of the newest template and available, at least as many as its
 * autoscaler wants, giving volumes to claims on the way where nodes are played.
 *
 * @throws Error naming those that do not become available, with what the scheduler and the controllers say of their pods
 */
export async function settled(cluster: Cluster, namespace?: string): Promise<Workload[]> {
  const { all, waiting } = await eventually(
    SETTLE_SECONDS,
    () => progress(cluster, namespace),
    (now) => now.all.length > 0 && now.waiting.length === 0,
  );
  if (all.length > 0 && waiting.length === 0) return all;
  const events = await cluster.kubectl('get', 'events', '-A', '--field-selector', 'type=Warning');
  throw new Error(
    `Not available after ${SETTLE_SECONDS} seconds: ${waiting.map(nameOf).join(', ')}.\n${events}`,
  );
}

/** All workloads, and those that have not what they need yet. */
async function progress(cluster: Cluster, namespace?: string) {
  if (cluster.plane.played) await provideVolumes(cluster);
  const all = await workloads(cluster, namespace);
  const scaled = await autoscalers(cluster, namespace);
  // An autoscaler brings its workload to the least number of pods some seconds after it is made.
  const isScaled = (workload: Workload) =>
    scaled
      .filter((autoscaler) => scales(autoscaler, workload))
      .every(({ spec }) => workload.spec.replicas >= spec.minReplicas);
  return { all, waiting: all.filter((workload) => !isAvailable(workload) || !isScaled(workload)) };
}

function isAvailable({ metadata, spec, status }: Workload): boolean {
  return (
    status.observedGeneration === metadata.generation &&
    [status.replicas, status.updatedReplicas, status.availableReplicas].every(
      (count) => count === spec.replicas,
    )
  );
}

const Pod = Obj.extend({
  spec: z.looseObject({ nodeName: z.string().default('') }),
  status: z.looseObject({
    phase: z.string().default(''),
    conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
  }),
});
export type Pod = z.infer<typeof Pod>;

/** The pods of a workload that are not on their way out. */
export async function podsOf(cluster: Cluster, { metadata, spec }: Workload): Promise<Pod[]> {
  const selector = Object.entries(spec.selector.matchLabels).map(([key, value]) => `${key}=${value}`);
  const pods = await cluster.list('pods', '-n', metadata.namespace ?? '', '-l', selector.join(','));
  return z
    .array(Pod)
    .parse(pods)
    .filter((pod) => pod.metadata['deletionTimestamp'] === undefined);
}
