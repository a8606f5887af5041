import { z } from 'zod';
import { Obj, type Cluster } from './cluster';
import { nameOf, workloads, type Workload } from './workloads';

const Rolling = z.looseObject({
  strategy: z.object({
    type: z.literal('RollingUpdate'),
    rollingUpdate: z.object({ maxUnavailable: z.union([z.number(), z.string()]) }),
  }),
});

/** Whether a workload is a Deployment whose pods are replaced a few at a time. */
export function isRolling(workload: Workload): boolean {
  return workload.kind === 'Deployment' && Rolling.safeParse(workload.spec).success;
}

const Budget = Obj.extend({
  spec: z.looseObject({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }),
  status: z.looseObject({ currentHealthy: z.number(), desiredHealthy: z.number() }),
});

async function budgetsOf(cluster: Cluster) {
  return z.array(Budget).parse(await cluster.list('poddisruptionbudgets', '--all-namespaces'));
}

/** How many pods of each Deployment have to be available all the time, by its strategy and its budget. */
export async function promises(
  cluster: Cluster,
  rolling: readonly Workload[],
): Promise<ReadonlyMap<string, number>> {
  const budgets = await budgetsOf(cluster);
  return new Map(
    rolling.map((workload) => {
      const { maxUnavailable } = Rolling.parse(workload.spec).strategy.rollingUpdate;
      const { replicas } = workload.spec;
      const missing =
        typeof maxUnavailable === 'number'
          ? maxUnavailable
          : Math.floor((Number.parseInt(maxUnavailable, 10) / 100) * replicas);
      const selector = JSON.stringify(Object.entries(workload.spec.selector.matchLabels).sort());
      const budget = budgets.find(
        ({ metadata, spec }) =>
          metadata.namespace === workload.metadata.namespace &&
          JSON.stringify(Object.entries(spec.selector.matchLabels).sort()) === selector,
      );
      return [nameOf(workload), Math.max(replicas - missing, budget?.status.desiredHealthy ?? 0)];
    }),
  );
}

/** Deployments that have fewer pods just now. */
export async function belowPromise(
  cluster: Cluster,
  promised: ReadonlyMap<string, number>,
): Promise<string[]> {
  return (await workloads(cluster)).flatMap((workload) => {
    const least = promised.get(nameOf(workload));
    const { availableReplicas } = workload.status;
    return least === undefined || availableReplicas >= least
      ? []
      : [`${nameOf(workload)} had ${availableReplicas} available pods of at least ${least}`];
  });
}

/** Budgets that are broken just now. */
export async function brokenBudgets(cluster: Cluster): Promise<string[]> {
  return (await budgetsOf(cluster))
    .filter(({ status }) => status.currentHealthy < status.desiredHealthy)
    .map(
      (budget) =>
        `${nameOf(budget)} had ${budget.status.currentHealthy} of ${budget.status.desiredHealthy} pods`,
    );
}
