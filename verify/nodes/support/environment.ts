import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { at, metadataOf } from '../../../lib/engine/release/objects';
import { scalarString } from '../../../lib/engine/values/merge';
import { objectsOf } from '../../../test/support/environments';
import { settled, workloads } from '../../cluster/support/workloads';
import type { RealCluster } from '../cluster/cluster';
import { REDIS_OUTSIDE, runRedisOutside } from '../cluster/outside-services';
import { missingSecrets } from './secrets';
import { smaller } from './smaller';

/** The namespaces of an environment. */
export async function namespacesOf(environment: NamedEnvironment): Promise<readonly string[]> {
  return namespacesIn(await objectsOf(environment)).map((object) => metadataOf(object).name);
}

function namespacesIn(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind }) => kind === 'Namespace');
}

/**
 * Applies an environment as a person does: namespaces and Secrets first, then all of it. It waits until every pod is ready.
 *
 * @throws Error saying what is not ready, with the events
 */
export async function applyEnvironment(cluster: RealCluster, environment: NamedEnvironment): Promise<void> {
  const objects = await objectsOf(smaller(environment));
  const namespaces = namespacesIn(objects);
  await cluster.apply(...namespaces);
  const secrets = missingSecrets(objects);
  await cluster.apply(...secrets);
  const redis = secrets.find((secret) => metadataOf(secret).name === 'claude-relay-redis-password');
  if (redis && JSON.stringify(objects).includes(REDIS_OUTSIDE))
    await runRedisOutside(cluster.outside, scalarString(at(redis, 'stringData', 'password')));
  await cluster.apply(...objects);
  await settledWhereUsed(
    cluster,
    namespaces.map((object) => metadataOf(object).name),
  );
}

/** Waits until every pod is ready, in those of some namespaces that have workloads. */
export async function settledWhereUsed(cluster: RealCluster, namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces)
    if ((await workloads(cluster, namespace)).length > 0) await settled(cluster, namespace);
}
