import { z } from 'zod';
import { cpuQuantity, quantityOf } from '../../../lib/app/objects/quantity';
import { Obj } from '../../cluster/support/cluster';
import { TOOLS_IMAGE, type RealCluster } from '../cluster/cluster';

/** The cores that a full node has left: less than what any pod asks for. */
const LEFT = 0.004;

const Container = z.looseObject({
  resources: z
    .looseObject({ requests: z.record(z.string(), z.string()).default({}) })
    .default({ requests: {} }),
});
const Placed = Obj.extend({
  spec: z.looseObject({
    nodeName: z.string().default(''),
    containers: z.array(Container),
    initContainers: z.array(Container).default([]),
  }),
  status: z.looseObject({ phase: z.string() }),
});
type Placed = z.infer<typeof Placed>;
const Node = Obj.extend({ status: z.looseObject({ allocatable: z.looseObject({ cpu: z.string() }) }) });

/** Makes a node full: a pod asks for all that nobody has asked for there. */
export async function fill(cluster: RealCluster, name: string, namespace: string): Promise<void> {
  const nodes = z.array(Node).parse(await cluster.list('nodes'));
  const node = nodes.find(({ metadata }) => metadata.name === name);
  const pods = z.array(Placed).parse(await cluster.list('pods', '--all-namespaces'));
  const used = pods
    .filter(({ spec, status }) => spec.nodeName === name && !/Succeeded|Failed/.test(status.phase))
    .reduce((sum, pod) => sum + coresOf(pod), 0);
  const cpu = cpuQuantity(quantityOf(node?.status.allocatable.cpu ?? '0') - used - LEFT);
  await cluster.apply(
    pause(`fill-${name}`, namespace, { 'kubernetes.io/hostname': name }, { requests: { cpu } }),
  );
  await cluster.kubectl(
    ...['wait', 'pod', `fill-${name}`, '--namespace', namespace],
    ...['--for=condition=Ready', '--timeout=120s'],
  );
}

/** A pod that does nothing. */
export function pause(name: string, namespace: string, nodeSelector: object, resources: object) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      terminationGracePeriodSeconds: 0,
      nodeSelector,
      containers: [{ name: 'tools', image: TOOLS_IMAGE, args: ['wait'], resources }],
    },
  };
}

/** The cores that the scheduler holds for a pod. */
function coresOf({ spec }: Placed): number {
  const asked = ({ resources }: z.infer<typeof Container>) => quantityOf(resources.requests['cpu'] ?? '0');
  const together = spec.containers.reduce((sum, container) => sum + asked(container), 0);
  return Math.max(together, ...spec.initContainers.map(asked));
}
