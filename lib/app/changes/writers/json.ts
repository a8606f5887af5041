import { metadataOf } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import type { Comparison } from '../comparison';
import { formatFieldPath } from '../fields';
import { deleteCommand } from './delete-command';
import { kindsOf } from './words';
import { objectOf, type ObjectChange } from '../object-changes';

/** Comparisons for machines: a list with one entry for each environment. */
export function json(comparisons: readonly Comparison[]): string {
  return `${JSON.stringify(comparisons.map(entryOf), null, 2)}\n`;
}

/** A comparison for machines. */
export function entryOf(comparison: Comparison): Json {
  const { environment, before, after, notes, effects, prune } = comparison;
  return {
    environment,
    before,
    after,
    notes,
    effects: effects.map(({ kind, of, by = [], sentence, facts }) => ({
      kind,
      object: of,
      by,
      sentence,
      facts,
    })),
    prune: prune.map((object) => ({
      ...metadataOf(object),
      kind: object['kind'] ?? '',
      command: deleteCommand(object),
    })),
    objects: comparison.objects.map((change) => objectEntry(change, comparison)),
  };
}

function objectEntry(change: ObjectChange, comparison: Comparison): Json {
  const object = objectOf(change);
  return {
    change: change.change,
    apiVersion: object['apiVersion'] ?? '',
    kind: object['kind'] ?? '',
    ...metadataOf(object),
    effects: kindsOf(change, comparison),
    fields:
      change.change === 'changed'
        ? change.fields.map(({ path, ...values }) => ({ path: formatFieldPath(path), ...values }))
        : [],
  };
}
