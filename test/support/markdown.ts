import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the repository. */
export const ROOT = path.join(__dirname, '../..');

/** Folders with Markdown that is generated from that of the source, or not ours. */
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache', 'build', 'coverage']);

/** All Markdown files of the repository, by their path in it. */
export function markdownFiles(folder = ROOT): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return markdownFiles(file);
      return entry.name.endsWith('.md') ? [path.relative(ROOT, file)] : [];
    })
    .sort();
}

/** A Markdown text in the parts that can be checked. */
export interface Markdown {
  /** The level of each heading, in order. */
  readonly headings: readonly number[];
  /** The fenced blocks, with their language. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** What is marked as code within sentences, in order. */
  readonly code: readonly string[];
  /** The targets of links, in order. */
  readonly links: readonly string[];
}

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

export function parseMarkdown(text: string): Markdown {
  const prose = text.replace(BLOCK, '');
  return {
    headings: [...prose.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length),
    blocks: [...text.matchAll(BLOCK)].map(([, language = '', content = '']) => ({ language, text: content })),
    code: [...prose.matchAll(/`([^`]+)`/g)].map(([, content = '']) => content.replace(/\s+/g, ' ')),
    links: [...prose.replace(/`[^`]+`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
  };
}

export function readMarkdown(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
