import { z } from 'zod';
import { secretsIn } from '../../../lib/app/objects/secret-readings';
import type { Json } from '../../../lib/engine/values/declaration';
import { eventually } from '../../cluster/support/polling';
import type { RealCluster } from '../cluster/cluster';
import { isReady, runningPods, type RunningPod } from './pods';

const LONGEST_SECONDS = 240;

/** A Secret of a cluster. */
export interface SecretPlace {
  readonly namespace: string;
  readonly secret: string;
}

/** The pods that read a Secret and are not on their way out. */
export async function podsReading(
  cluster: RealCluster,
  { namespace, secret }: SecretPlace,
): Promise<readonly RunningPod[]> {
  const pods = await runningPods(cluster, namespace);
  return pods.filter(({ spec }) => secretsIn(spec as Json).some(({ name }) => name === secret));
}

/**
 * Changes a Secret, and waits until everyone uses what is in it: until all pods that read it have started since, and are ready. Their
 * readiness, or their start, has a login in it.
 *
 * @param change the Secret, and what else it takes
 * @returns the seconds that it took from the beginning of the change, and who still has the old value when they are over
 */
export async function rotated(cluster: RealCluster, place: SecretPlace, change: () => Promise<unknown>) {
  const before = await podsReading(cluster, place);
  const old = new Set(before.map(({ metadata }) => metadata.uid));
  const behind = (pods: readonly RunningPod[]) =>
    pods.filter((pod) => old.has(pod.metadata.uid) || !isReady(pod)).map(({ metadata }) => metadata.name);
  const start = performance.now();
  await change();
  const after = await eventually(
    LONGEST_SECONDS,
    () => podsReading(cluster, place),
    (pods) => pods.length >= before.length && behind(pods).length === 0,
  );
  const seconds = (performance.now() - start) / 1000;
  return { readers: before.length, seconds, behind: behind(after) };
}

/** Gives the keys of a Secret other values. */
export async function changeSecret(
  cluster: RealCluster,
  { namespace, secret }: SecretPlace,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const patch = JSON.stringify({ stringData: values });
  await cluster.kubectl('patch', 'secret', secret, '--namespace', namespace, '--patch', patch);
}

const Annotated = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
    }),
  }),
});

/**
 * Does what stakater's Reloader does when a Secret has changed: each workload with its annotation whose pods read the Secret gets a
 * variable in its first container (internal/pkg/handler/upgrade.go, the strategy `env-vars`), so its pods are replaced.
 *
 * @returns whom it has given it to
 */
export async function reload(
  cluster: RealCluster,
  { namespace, secret }: SecretPlace,
  content: string,
): Promise<readonly string[]> {
  const all = z
    .array(Annotated)
    .parse(await cluster.list('deployments,statefulsets', '--namespace', namespace));
  const chosen = all.filter(
    ({ metadata, spec }) =>
      metadata.annotations['reloader.stakater.com/auto'] === 'true' &&
      secretsIn(spec.template.spec as Json).some(({ name }) => name === secret),
  );
  const variable = `STAKATER_${secret.toUpperCase().replaceAll('-', '_')}_SECRET=${content}`;
  for (const { kind, metadata, spec } of chosen) {
    const target = `${kind.toLowerCase()}/${metadata.name}`;
    const [first] = spec.template.spec.containers;
    const flags = ['--namespace', namespace, '--containers', first?.name ?? ''];
    await cluster.kubectl('set', 'env', target, variable, ...flags);
  }
  return chosen.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
