import { z } from 'zod';
import { Obj, type Cluster } from '../../cluster/support/cluster';

const Autoscaler = Obj.extend({
  status: z.looseObject({
    currentReplicas: z.number().default(0),
    desiredReplicas: z.number().default(0),
    currentMetrics: z
      .array(
        z.looseObject({
          resource: z
            .looseObject({
              name: z.string(),
              current: z.looseObject({ averageUtilization: z.number().optional() }),
            })
            .optional(),
        }),
      )
      .nullish(),
  }),
});

/** What an autoscaler sees and wants. */
export interface Scaling {
  readonly current: number;
  readonly desired: number;
  /** The use of the processor in percent of what pods request, of all of them; undefined while it is not known. */
  readonly cpu: number | undefined;
}

/** @throws Error when there is no such autoscaler */
export async function scalingOf(cluster: Cluster, namespace: string, name: string): Promise<Scaling> {
  const text = await cluster.kubectl('get', 'hpa', name, '--namespace', namespace, '--output', 'json');
  const { currentReplicas, desiredReplicas, currentMetrics } = Autoscaler.parse(JSON.parse(text)).status;
  const cpu = currentMetrics?.find(({ resource }) => resource?.name === 'cpu');
  return {
    current: currentReplicas,
    desired: desiredReplicas,
    cpu: cpu?.resource?.current.averageUtilization,
  };
}
