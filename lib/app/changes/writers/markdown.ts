import type { Comparison } from '../comparison';
import { EFFECT_NAMES } from '../effects/effect';
import { nameOf, type ObjectChange } from '../object-changes';
import { fieldLines } from './field-text';
import { effectsByKind, marksOf, pruneCommands, PRUNING, summaryOf } from './words';

/** Comparisons for the comment of a pull request: what they do is seen at once, the fields are folded. */
export function markdown(comparisons: readonly Comparison[]): string {
  return comparisons.map(sectionOf).join('\n');
}

function sectionOf(comparison: Comparison): string {
  const { environment, before, after, notes, objects } = comparison;
  return [
    `### ${environment}: ${before} → ${after}`,
    '',
    `${summaryOf(comparison)}${notes.length === 0 ? '' : `. ${notes.join(' ')}`}`,
    '',
    ...effectsTable(comparison),
    ...objects.flatMap((change) => objectSection(change, comparison)),
    ...prune(comparison),
  ].join('\n');
}

function effectsTable(comparison: Comparison): readonly string[] {
  const rows = effectsByKind(comparison).flatMap(([kind, effects]) =>
    effects.map(({ of, sentence }) => `| **${EFFECT_NAMES[kind]}** | ${cell(of)} | ${cell(sentence)} |`),
  );
  return rows.length === 0 ? [] : ['| Effect | Object | |', '| --- | --- | --- |', ...rows, ''];
}

/** What a table takes as text. */
function cell(words: string): string {
  return words.replace(/[\\|<>*_`]/g, '\\$&').replace(/\n/g, ' ');
}

const SIGNS = { added: '➕', removed: '➖', changed: '✏️' } as const;

function objectSection(change: ObjectChange, comparison: Comparison): readonly string[] {
  const marks = marksOf(change, comparison);
  const title = `${SIGNS[change.change]} \`${nameOf(change)}\`${marks.length === 0 ? '' : `: **${marks.join(', ')}**`}`;
  if (change.change !== 'changed') return [`- ${title}`, ''];
  const lines = change.fields.flatMap(fieldLines);
  const fence = fenceFor(lines);
  return [
    `<details><summary>${html(title)}</summary>`,
    '',
    `${fence}diff`,
    ...lines,
    fence,
    '',
    '</details>',
    '',
  ];
}

/** A summary is HTML. */
function html(title: string): string {
  return title.replace(/`([^`]*)`/g, '<code>$1</code>').replace(/\*\*([^*]*)\*\*/g, '<b>$1</b>');
}

/** More backticks than any line has in a row. */
function fenceFor(lines: readonly string[]): string {
  const longest = lines.flatMap((line) => line.match(/`+/g) ?? []).map((ticks) => ticks.length);
  return '`'.repeat(Math.max(3, ...longest.map((length) => length + 1)));
}

function prune(comparison: Comparison): readonly string[] {
  const commands = pruneCommands(comparison);
  return commands.length === 0 ? [] : [PRUNING, '', '```bash', ...commands, '```', ''];
}
