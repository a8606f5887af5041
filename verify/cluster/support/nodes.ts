import type { Cluster } from './cluster';

const ZONES = ['a', 'b', 'c'];
const NODES_IN_A_ZONE = 2;

/** The names of the nodes that {@link addNodes} makes. */
export const NODES = ZONES.flatMap((zone) =>
  Array.from({ length: NODES_IN_A_ZONE }, (_, index) => `node-${zone}${index + 1}`),
);

/** Adds six nodes in three zones, each with 8 processors and 32 GiB, so that requests count and everything fits on four. */
export async function addNodes(cluster: Cluster): Promise<void> {
  const resources = { cpu: '8', memory: '32Gi', pods: '110' };
  const nodes = NODES.map((name) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'region',
        'topology.kubernetes.io/zone': `zone-${name.charAt('node-'.length)}`,
      },
    },
    status: { allocatable: resources, capacity: resources },
  }));
  await cluster.apply(...nodes);
  await cluster.kubectl('wait', 'node', '--all', '--for=condition=Ready', '--timeout=60s');
}
