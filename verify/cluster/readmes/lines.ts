import { spawnSync } from 'node:child_process';
import { READMES } from '../../../lib/app/docs/documents';
import { markdownFiles, readMarkdown } from '../../../test/support/markdown';

/** A command of a shell block, as it stands there, with its line breaks. */
export interface ShellLine {
  readonly file: string;
  readonly line: string;
}

/** Blocks of lists are indented. */
const BLOCK = /^( *)```bash\n([\s\S]*?)^\1```$/gm;

/** The README of the umbrella chart is written by a synthesis alone. */
const UMBRELLA = 'dist/charts/ai-gateway/README.md';

/** The same commands in another language: test/docs/markdown.test.ts compares the blocks. */
const [, ...TRANSLATIONS] = READMES as readonly string[];

/** The Markdown files with shell blocks. */
export const FILES: readonly string[] = [...markdownFiles(), UMBRELLA].filter(
  (file) => !TRANSLATIONS.includes(file) && shellBlocks(file).length > 0,
);

/** Those whose lines are run: all, or those that the variable READMES names, with spaces between. */
export const CHOSEN: readonly string[] = chosen(process.env['READMES']);

function chosen(names = ''): readonly string[] {
  const wanted = names.split(' ').filter((name) => name !== '');
  const wrong = wanted.find((name) => !FILES.includes(name));
  if (wrong !== undefined)
    throw new Error(
      `READMES names ${wrong}, which is no Markdown file with shell blocks; there are ${FILES.join(' ')}.`,
    );
  return wanted.length === 0 ? FILES : wanted;
}

/** All their commands, in order. */
export const LINES: readonly ShellLine[] = FILES.flatMap((file) =>
  shellBlocks(file)
    .flatMap(commandsIn)
    .map((line) => ({ file, line })),
);

/** The shell blocks of a Markdown file. */
export function shellBlocks(file: string): readonly string[] {
  return [...readMarkdown(file).matchAll(BLOCK)].map(([, indent = '', text = '']) =>
    text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/**
 * The commands of a block. Bash says where each ends: a string and a here-document go over multiple lines.
 *
 * @throws Error when the last one does not end
 */
export function commandsIn(block: string): readonly string[] {
  const commands: string[] = [];
  let begun = '';
  for (const line of block.trimEnd().split('\n')) {
    begun += begun === '' ? line : `\n${line}`;
    if (!isComplete(begun)) continue;
    if (begun.trim() !== '') commands.push(begun);
    begun = '';
  }
  if (begun !== '') throw new Error(`${begun}\ndoes not end.`);
  return commands;
}

function isComplete(text: string): boolean {
  if (text.endsWith('\\')) return false;
  const { status, stderr } = spawnSync('bash', ['-n', '-c', text], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  // A here-document without its end is only a warning.
  return status === 0 && stderr === '';
}

/**
 * The line of a file that has a piece of text, which may be there repeatedly.
 *
 * @throws Error when there is none, or others have it too
 */
export function lineWith(file: string, part: string): string {
  const found = LINES.filter((line) => line.file === file && line.line.includes(part));
  const [line, ...others] = new Set(found.map((one) => one.line));
  if (line === undefined) throw new Error(`${file} has no line with "${part}" in a shell block.`);
  if (others.length > 0)
    throw new Error(`${file} has more than one line with "${part}" in its shell blocks.`);
  return line;
}
