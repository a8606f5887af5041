import type { KubernetesObject } from '../../engine/manifests/render';
import { describeObject } from '../../engine/release/objects';
import type { Json } from '../../engine/values/declaration';
import type { Comparison } from '../changes/comparison';
import { EFFECT_NAMES } from '../changes/effects/effect';
import { nameOf } from '../changes/object-changes';
import { deleteCommand } from '../changes/writers/delete-command';
import { effectsByKind, summaryOf } from '../changes/writers/words';
import type { Pruning } from '../deploy/prune';

/**
 * What is about to change, in words.
 *
 * @param isThere whether something was there before; of what is all new, nobody needs to be told what is new about it
 */
export function planLines(comparison: Comparison, isThere: boolean): readonly string[] {
  const effects = isThere ? effectsByKind(comparison) : [];
  return [
    `Changes:     ${summaryOf(comparison)}`,
    ...effects.flatMap(([kind, all]) => [
      `  ${EFFECT_NAMES[kind]}`,
      ...all.map(
        ({ of, sentence }) => `    ${of === '' || sentence.includes(of) ? '' : `${of}: `}${sentence}`,
      ),
    ]),
  ];
}

/** What is rendered no more, in words. */
export function pruneLines({ deleted, kept }: Pruning, isDeleted: boolean): readonly string[] {
  const head = isDeleted
    ? 'Rendered no more, and deleted:'
    : 'Rendered no more, and not deleted without --prune:';
  return [
    ...(deleted.length === 0 ? [] : [head, ...deleted.map((object) => `  ${describeObject(object)}`)]),
    ...(kept.length === 0 ? [] : ['Rendered no more, and left to you:']),
    ...kept.map(({ object, reason }) => `  ${describeObject(object)}: ${reason} (${deleteCommand(object)})`),
  ];
}

/** What is about to change, for machines. */
export function planFacts(comparison: Comparison): Readonly<Record<string, Json>> {
  return {
    changes: comparison.objects.map((change) => ({ change: change.change, object: nameOf(change) })),
    effects: comparison.effects.map(({ kind, of, sentence }) => ({ kind, object: of, sentence })),
  };
}

/** The names of objects, for machines. */
export function namesOf(objects: readonly KubernetesObject[]): Json {
  return objects.map(describeObject);
}
