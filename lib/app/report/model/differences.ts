import type { KubernetesObject } from '../../../engine/manifests/render';
import type { JsonObject } from '../../../engine/values/declaration';
import { stacks, type StackName } from '../../../stacks/stacks';
import { renderedOf, summaryRows } from '../../docs/summary';
import { stackOf } from './workloads';

/** What differs between environments, in what matters to people. */
export interface Differences {
  /** The environments, the smallest first. */
  readonly environments: readonly string[];
  readonly rows: readonly {
    readonly stack: string;
    readonly what: string;
    /** What it is in each of the environments. */
    readonly cells: readonly string[];
  }[];
}

/** An environment at the place that is reported. */
export interface Neighbour {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  /** The values of its stacks, where they are known: manifests do not have them. @default - none */
  readonly values?: Readonly<Partial<Record<StackName, JsonObject>>>;
}

/** What differs between environments; no row where there is one only. */
export function differencesOf(environments: readonly Neighbour[]): Differences {
  const columns = environments
    .map(({ name, objects, values = {} }) =>
      renderedOf(
        name,
        (Object.keys(stacks) as StackName[])
          .map((stack) => ({
            name: stack,
            values: values[stack] ?? {},
            objects: objects.filter((object) => stackOf(object) === stack),
          }))
          .filter((stack) => stack.objects.length > 0),
      ),
    )
    .sort((a, b) => podsOf(a.workloads) - podsOf(b.workloads));
  const rows = columns.length < 2 ? [] : summaryRows(columns);
  return {
    environments: columns.map(({ name }) => name),
    rows: rows.map(([stack = '', what = '', ...cells]) => ({ stack, what, cells })),
  };
}

function podsOf(workloads: readonly { readonly pods: { readonly least: number } }[]): number {
  return workloads.reduce((sum, { pods }) => sum + pods.least, 0);
}
