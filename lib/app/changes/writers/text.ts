import type { Comparison } from '../comparison';
import { EFFECT_NAMES } from '../effects/effect';
import { nameOf, type ObjectChange } from '../object-changes';
import { fieldLines } from './field-text';
import { effectsByKind, marksOf, pruneCommands, PRUNING, summaryOf } from './words';

/** Comparisons for people, without colours. */
export function text(comparisons: readonly Comparison[]): string {
  return comparisons.map(textOf).join('\n');
}

function textOf(comparison: Comparison): string {
  const { environment, before, after, notes } = comparison;
  return [
    `${environment}: ${before} -> ${after}: ${summaryOf(comparison)}`,
    ...notes.map((note) => `  ${note}`),
    ...effects(comparison),
    ...comparison.objects.flatMap((change) => ['', ...objectLines(change, comparison)]),
    ...prune(comparison),
    '',
  ].join('\n');
}

function effects(comparison: Comparison): readonly string[] {
  return effectsByKind(comparison).flatMap(([kind, all]) => [
    '',
    `  ${EFFECT_NAMES[kind]}`,
    // Some sentences begin with what they are about.
    ...all.map(({ of, sentence }) => `    ${of === '' || sentence.includes(of) ? '' : `${of}: `}${sentence}`),
  ]);
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

function objectLines(change: ObjectChange, comparison: Comparison): readonly string[] {
  const marks = marksOf(change, comparison);
  const title = `${SIGNS[change.change]} ${nameOf(change)}${marks.length === 0 ? '' : `  (${marks.join(', ')})`}`;
  if (change.change !== 'changed') return [title];
  return [title, ...change.fields.flatMap(fieldLines).map((line) => `    ${line}`)];
}

function prune(comparison: Comparison): readonly string[] {
  const commands = pruneCommands(comparison);
  return commands.length === 0 ? [] : ['', PRUNING, ...commands.map((command) => `  ${command}`)];
}
