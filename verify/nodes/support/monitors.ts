import { z } from 'zod';
import { Obj } from '../../cluster/support/cluster';
import type { RealCluster } from '../cluster/cluster';
import { isReady, runningPods } from './pods';

const Labels = z.record(z.string(), z.string());

const Monitor = Obj.extend({
  spec: z.looseObject({
    selector: z.looseObject({
      matchLabels: Labels,
      matchExpressions: z
        .array(z.looseObject({ key: z.string(), operator: z.literal('DoesNotExist') }))
        .default([]),
    }),
  }),
});

const Service = Obj.extend({ spec: z.looseObject({ selector: Labels.default({}) }) });

/**
 * How many targets Prometheus should have of each ServiceMonitor of a namespace: the ready pods behind the Services that it selects.
 *
 * @throws Error naming a ServiceMonitor that selects no Service, or nothing that is ready
 */
export async function expectedTargets(
  cluster: RealCluster,
  namespace: string,
): Promise<Readonly<Record<string, number>>> {
  const inside = ['--namespace', namespace];
  const monitors = z.array(Monitor).parse(await cluster.list('servicemonitors', ...inside));
  const services = z.array(Service).parse(await cluster.list('services', ...inside));
  const counts: Record<string, number> = {};
  for (const { metadata, spec } of monitors) {
    const { matchLabels, matchExpressions } = spec.selector;
    const selected = services.filter(
      (service) =>
        Object.entries(matchLabels).every(([key, value]) => service.metadata.labels?.[key] === value) &&
        matchExpressions.every(({ key }) => service.metadata.labels?.[key] === undefined),
    );
    const pods = await Promise.all(
      selected.map((service) => runningPods(cluster, namespace, service.spec.selector)),
    );
    const ready = pods.flat().filter(isReady).length;
    if (ready === 0)
      throw new Error(`${metadata.name} selects ${selected.length} Services with nothing that is ready.`);
    counts[metadata.name] = ready;
  }
  return counts;
}
