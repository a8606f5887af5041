import { z } from 'zod';
import type { RealCluster } from '../cluster/cluster';
import { Obj } from '../../cluster/support/cluster';
import { runningPods } from './pods';

const Constraint = z.looseObject({
  maxSkew: z.number(),
  topologyKey: z.string(),
  labelSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()) }),
  matchLabelKeys: z.array(z.string()).default([]),
});

const Constrained = z.looseObject({ topologySpreadConstraints: z.array(Constraint).default([]) });

const NodeObject = Obj.extend({
  spec: z.looseObject({ unschedulable: z.boolean().default(false) }),
  status: z.looseObject({ conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })) }),
});

/** How the pods of a workload lie, by one of their constraints. */
export interface Spread {
  readonly topologyKey: string;
  /** Pods that the constraint counts, by the zones or nodes on which they could be. */
  readonly counts: Readonly<Record<string, number>>;
  readonly isAsWritten: boolean;
}

/**
 * How the pods with some labels are spread, by their own constraints: between zones, and nodes, that take pods now there may be no greater
 * difference than they say.
 *
 * @throws Error when they have no constraints
 */
export async function spreadOf(
  cluster: RealCluster,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<readonly Spread[]> {
  const [pods, nodes] = await Promise.all([
    runningPods(cluster, namespace, labels),
    cluster.list('nodes').then((list) => z.array(NodeObject).parse(list)),
  ]);
  const usable = nodes.filter(
    ({ spec, status }) =>
      !spec.unschedulable &&
      status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
  );
  // The newest revision is the one whose constraints count.
  const newest = [...pods].sort((a, b) => createdAt(a).localeCompare(createdAt(b))).at(-1);
  const constraints = newest ? Constrained.parse(newest.spec).topologySpreadConstraints : [];
  if (newest === undefined || constraints.length === 0)
    throw new Error(`No pods with constraints in ${namespace}: ${JSON.stringify(labels)}.`);
  return constraints.map(({ topologyKey, maxSkew, labelSelector, matchLabelKeys }) => {
    const wanted = {
      ...labelSelector.matchLabels,
      ...Object.fromEntries(matchLabelKeys.map((key) => [key, newest.metadata.labels?.[key] ?? ''])),
    };
    const counted = pods.filter(({ metadata }) =>
      Object.entries(wanted).every(([key, value]) => metadata.labels?.[key] === value),
    );
    const counts = Object.fromEntries(usable.map((node) => [node.metadata.labels?.[topologyKey] ?? '', 0]));
    for (const { spec } of counted) {
      const domain = usable.find(({ metadata }) => metadata.name === spec.nodeName)?.metadata.labels?.[
        topologyKey
      ];
      if (domain !== undefined) counts[domain] = (counts[domain] ?? 0) + 1;
    }
    const sizes = Object.values(counts);
    return { topologyKey, counts, isAsWritten: Math.max(...sizes) - Math.min(...sizes) <= maxSkew };
  });
}

function createdAt({ metadata }: Obj): string {
  return z.string().parse(metadata['creationTimestamp']);
}
