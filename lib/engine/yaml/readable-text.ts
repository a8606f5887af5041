import type { Scalar } from 'yaml';
import { endOf, startOf } from './node-place';
import { YamlProblem } from './yaml-error';

/** Forms of a text that Helm 3, Helm 4 and the parser take for different things, or that one of them rejects. */
const UNREADABLE: readonly (readonly [RegExp, string, string])[] = [
  // What Go's YAML takes for no text (go.yaml.in/yaml/v2, readerc.go).
  [
    /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
    'the control character CODE',
    'take it out',
  ],
  // Line breaks of YAML 1.1, which are none in YAML 1.2; and a byte order mark, which is text there.
  [/[\u0085\u2028\u2029\ufeff]/, 'the character CODE', 'write it as an escape, in double quotes'],
  [/\r(?!\n)/, 'a carriage return alone', 'end lines with a line feed'],
  [/^%/m, 'a line that begins with %', 'take the directive out, or indent the text'],
  [/^---(?![ \t]*(#.*)?\r?$)/m, 'more than the mark ---', 'begin the document on a line of its own'],
];

/** @throws YamlProblem for what is not to be read, before anything is parsed */
export function assertReadableText(text: string): void {
  for (const [form, what, right] of UNREADABLE) {
    const found = form.exec(text);
    if (found !== null) throw new YamlProblem(what.replace('CODE', codeOf(found[0])), right, found.index);
  }
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** @throws YamlProblem for the mark of an end without anything before it */
export function assertNoEndAlone(text: string): void {
  const index = text.search(/^\.\.\./m);
  if (index >= 0) throw new YamlProblem('the mark ... and no values before it', 'take it out', index);
}

/**
 * Helm 4 reads whole lines, and Helm 3 takes what there is.
 *
 * @throws YamlProblem for a block at the end of a text that does not end its line
 */
export function assertWholeLines(text: string, blocks: readonly Scalar[]): void {
  const last = blocks.at(-1);
  if (last === undefined || text.endsWith('\n') || text.slice(endOf(last)).trim() !== '') return;
  if (String(last.value).endsWith('\n'))
    throw new YamlProblem('a block without an end of line', 'end the file with a line break', text.length);
}

// From the head of a block to the end of its first line that is not blank.
const FIRST_LINE = /[^\n]*(?:\n[ \t\r]*(?=\n))*(?:\n[^\n]*)?/y;

/** @throws YamlProblem for a tab that indents: in a block, only that of its first line does */
export function assertNoTabs(text: string, blocks: readonly Scalar[]): void {
  if (!text.includes('\t')) return;
  let from = 0;
  for (const block of blocks) {
    FIRST_LINE.lastIndex = startOf(block);
    FIRST_LINE.test(text);
    assertNoTab(text, from, FIRST_LINE.lastIndex);
    from = endOf(block);
  }
  assertNoTab(text, from, text.length);
}

function assertNoTab(text: string, from: number, to: number): void {
  const index = text.slice(from, to).search(/^[ ?:-]*\t/m);
  if (index >= 0) throw new YamlProblem('a tab for indentation', 'indent with spaces', from + index);
}
