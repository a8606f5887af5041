import { crdYamlFiles } from '../../schemas/crds';
import type { Cluster } from './cluster';

/** Installs the custom resources that the stacks use, as their projects publish them. */
export async function installDefinitions(cluster: Cluster): Promise<void> {
  // Some are too large for the annotation in which a client-side apply remembers what was applied.
  for (const file of crdYamlFiles()) await cluster.kubectl('apply', '--server-side', '-f', file);
  // Not by `condition=`, which is an error while a definition that is this new has no conditions yet.
  const established = 'jsonpath={.status.conditions[?(@.type=="Established")].status}=True';
  await cluster.kubectl('wait', 'crd', '--all', `--for=${established}`, '--timeout=60s');
}
