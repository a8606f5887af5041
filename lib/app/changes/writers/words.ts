import { describeObject } from '../../../engine/release/objects';
import type { Comparison } from '../comparison';
import { EFFECT_NAMES, type EffectKind } from '../effects/effect';
import { nameOf, type ObjectChange } from '../object-changes';
import { deleteCommand } from './delete-command';

/** How many objects are changed, added and removed: `2 objects changed, 1 removed`. */
export function summaryOf({ objects }: Comparison): string {
  const counts = (['changed', 'added', 'removed'] as const)
    .map((change) => ({ change, count: objects.filter((one) => one.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => `${String(count)} ${change}`);
  return counts.length === 0 ? 'no difference' : `objects: ${counts.join(', ')}`;
}

/** What a change of an object does, in a few words each. */
export function marksOf(change: ObjectChange, { effects }: Comparison): readonly string[] {
  return kindsOf(change, { effects }).map((kind) => EFFECT_NAMES[kind]);
}

/** The kinds of effects that a change of an object has. */
export function kindsOf(
  change: ObjectChange,
  { effects }: Pick<Comparison, 'effects'>,
): readonly EffectKind[] {
  const name = nameOf(change);
  return [
    ...new Set(effects.filter(({ of, by = [] }) => of === name || by.includes(name)).map(({ kind }) => kind)),
  ];
}

/** The effects of a comparison by their kinds, in the order in which these are named. */
export function effectsByKind({
  effects,
}: Comparison): readonly (readonly [EffectKind, Comparison['effects']])[] {
  const kinds = [...new Set(effects.map(({ kind }) => kind))];
  return kinds.map((kind) => [kind, effects.filter((effect) => effect.kind === kind)] as const);
}

/** What a reader has to know of objects that are rendered no more. */
export const PRUNING =
  'Objects that are removed stay in a cluster until somebody deletes them: kubectl apply does not.';

/** The commands that delete what is rendered no more. One that cannot be undone is a comment, so that nobody runs it with the rest. */
export function pruneCommands({ prune, effects }: Comparison): readonly string[] {
  return prune.map((object) => {
    const name = describeObject(object);
    const isFinal = effects.some(({ kind, of }) => kind === 'irreversible' && of === name);
    return isFinal ? `# ${deleteCommand(object)}  # ${EFFECT_NAMES.irreversible}` : deleteCommand(object);
  });
}
