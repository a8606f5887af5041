import { crdYamlFiles } from '../../schemas/crds';
import type { Cluster } from './cluster';

/** Installs the custom resources that the stacks use, as their projects publish them. */
export function installDefinitions(cluster: Cluster): Promise<void> {
  return installDefinitionsIn(cluster, crdYamlFiles());
}

/** Installs the custom resources that files define, and waits until the API server has them. */
export async function installDefinitionsIn(cluster: Cluster, files: readonly string[]): Promise<void> {
  // Some are too large for the annotation in which a client-side apply remembers what was applied.
  for (const file of files) await cluster.kubectl('apply', '--server-side', '-f', file);
  // Not by `condition=`, which is an error while a definition that is this new has no conditions yet.
  const established = 'jsonpath={.status.conditions[?(@.type=="Established")].status}=True';
  await cluster.kubectl('wait', 'crd', '--all', `--for=${established}`, '--timeout=60s');
}
