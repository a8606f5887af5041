import type { ClusterVersion } from '../../../tools/kubernetes';
import { Cluster } from './cluster';
import { installDefinitions } from './definitions';
import { addNodes } from './nodes';
import { outputFolder } from './output';

/** A cluster with the custom resources that the stacks use and with nodes, ready to be deployed to. */
export async function preparedCluster(version: ClusterVersion): Promise<Cluster> {
  const cluster = await Cluster.start(version);
  try {
    await addNodes(cluster);
    await installDefinitions(cluster);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** A prepared cluster, and the folder with what is deployed to it. */
export async function clusterWithOutput(
  version: ClusterVersion,
): Promise<{ readonly cluster: Cluster; readonly output: string }> {
  const output = await outputFolder();
  return { cluster: await preparedCluster(version), output };
}
