import type { KubernetesObject } from '../../engine/manifests/render';
import type { Effect } from './effects/effect';
import { EFFECTS } from './effects/effects';
import { objectChanges, type ObjectChange } from './object-changes';
import type { Rejection } from '../cluster/dry-run';
import type { Side } from './sides/side';

/** What becomes of an environment between two sides. */
export interface Comparison {
  readonly environment: string;
  /** What is compared, in words. */
  readonly before: string;
  readonly after: string;
  /** In the order in which they are applied; what is removed comes last. */
  readonly objects: readonly ObjectChange[];
  readonly effects: readonly Effect[];
  /** What is rendered no more, and stays in a cluster until somebody deletes it. */
  readonly prune: readonly KubernetesObject[];
  /** What is to be known of the comparison itself, such as that one side does not have the environment. */
  readonly notes: readonly string[];
}

/** Compares the objects of two sides, and says what the changes do. */
export function compare(environment: string, before: Side, after: Side): Comparison {
  const objects = objectChanges(before.objects, after.objects);
  const sides = { before: before.objects, after: after.objects, objects };
  return {
    environment,
    before: before.name,
    after: after.name,
    objects,
    effects: [
      ...(after.rejected ?? []).map(rejection),
      ...(objects.length === 0 ? [] : EFFECTS.flatMap((effectsOf) => effectsOf(sides))),
    ],
    prune: objects.flatMap((change) => (change.change === 'removed' ? [change.before] : [])),
    notes: [...before.notes, ...after.notes],
  };
}

function rejection({ of, message }: Rejection): Effect {
  return { kind: 'rejected', of, sentence: message, facts: {} };
}
