import { discoverEnvironments } from '../../lib/app/environments/discover';
import type { NamedEnvironment } from '../../lib/app/environments/environment';
import { manifestsOf } from '../../lib/app/output/dist';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { parseLikeHelm } from './helm';

/** The files that `kubectl apply -f dist/ENV` takes, by their paths in `dist`, each with its objects as a cluster reads them. */
export type EnvironmentObjects = ReadonlyMap<string, readonly KubernetesObject[]>;

/** All environments of the project. */
export const environments = discoverEnvironments();

/** The objects of each file of an environment, read by Helm's own YAML reader. */
export async function objectsByFile(environment: NamedEnvironment): Promise<EnvironmentObjects> {
  const files = [...manifestsOf(environment)];
  const parsed = await parseLikeHelm(files.map(([, content]) => content));
  return new Map(files.map(([file], index) => [file, (parsed[index] ?? []) as readonly KubernetesObject[]]));
}

/** All objects of an environment, in the order in which they are applied. */
export async function objectsOf(environment: NamedEnvironment): Promise<readonly KubernetesObject[]> {
  return [...(await objectsByFile(environment)).values()].flat();
}
