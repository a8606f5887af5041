import type { KubernetesObject } from '../../../engine/manifests/render';
import type { Kubectl } from '../../cluster/kubectl';
import type { EnvironmentSecret } from '../../secrets/environment-secrets';

/** What is asked before objects are deployed. */
export interface Asked {
  readonly kubectl: Kubectl;
  readonly environment: string;
  /** What is to be deployed. */
  readonly objects: readonly KubernetesObject[];
  /** The Secrets that it needs and does not make. */
  readonly secrets: readonly EnvironmentSecret[];
  /** The namespaces that the cluster has of those that the objects are in, by name. */
  readonly namespaces: ReadonlyMap<string, KubernetesObject>;
  /** Whether fields that others have set are taken over, as with `--force-conflicts`. */
  readonly force: boolean;
  /**
   * The values that ask for a kind, such as `keda.sh/v1alpha1/ScaledObject`.
   *
   * @default - they are not known
   */
  readonly valuesAskingFor?: (kind: string) => readonly string[];
}

/** Something that the cluster lacks, so that what is deployed would not run. */
export interface Finding {
  /** Such as `storage-class`. */
  readonly kind: string;
  /** What is wrong, and what would be right. */
  readonly sentence: string;
  /** Whether it is only that this user may not see it: then nothing is known to be wrong. @default false */
  readonly unknown?: true;
}

/** A question to the cluster, by reads and server-side dry runs alone. */
export interface Question {
  /** What kind of findings it has. */
  readonly kind: string;
  /** What is asked, to follow "Whether". */
  readonly whether: string;
  /** The sentences on what is wrong. */
  readonly ask: (asked: Asked) => readonly string[];
}

/** Objects in a sentence: `Ingress ai/relay`, `Ingress ai/relay and 2 more`. */
export function inWords(names: readonly string[]): string {
  const [first = '', ...more] = [...new Set(names)];
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** Groups what has a key in common, in the order in which the keys come. */
export function groupBy<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, readonly Item[]>();
  for (const item of all) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
