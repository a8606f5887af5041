/** The longest line of a template: what an editor, a terminal and a review show side by side. */
export const MAXIMUM_LENGTH = 140;

const STEP = '  ';

// An action on a line of its own, or behind a key or a dash; a condition may have its result behind it.
const ONE_ACTION =
  /^(?<before> *(?:[\w./"-]+: |- )?"?\{\{-? )(?<code>.*?)(?<after> \}\}(?:true\{\{ end \}\})?"?)$/;

/**
 * A line of a template, broken within its action where it is too long: Go templates take line breaks between the words of an
 * action for spaces. Other text stays whole, since a line break in it would be in the output.
 */
export function fold(line: string): readonly string[] {
  if (line.length <= MAXIMUM_LENGTH) return [line];
  const { before = '', code = '', after = '' } = ONE_ACTION.exec(line)?.groups ?? {};
  // The sentence of a `fail` is read as a whole, and found by searching for it.
  if (code === '' || code.startsWith('fail ') || code.includes('}}')) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  return broken(before, code, after.trimStart(), indent) ?? [line];
}

/** Code between two ends, each part of it on a line of its own, and of a part that is too long each part again. */
function broken(before: string, code: string, after: string, indent: string): readonly string[] | undefined {
  const parts = partsOf(wordsOf(code));
  if (parts === undefined) return undefined;
  const [first, ...steps] = parts;
  // What goes into a pipeline may be too long by itself.
  const words = before.length + first.length > MAXIMUM_LENGTH ? partsOf(wordsOf(first)) : undefined;
  const [head, ...rest] = words === undefined ? parts : [...words, ...steps];
  const inner = `${indent}${STEP}`;
  const lines = rest.flatMap((part) => {
    const enclosed =
      part.startsWith('(') && part.endsWith(')') && inner.length + part.length > MAXIMUM_LENGTH;
    const again = enclosed ? broken(`${inner}(`, part.slice(1, -1), ')', inner) : undefined;
    return again ?? [`${inner}${part}`];
  });
  return [`${before}${head}`, ...lines, `${indent}${after}`];
}

/** The words of code: what is in parentheses, or in quotes, is one. */
function wordsOf(code: string): readonly string[] {
  const words: string[] = [''];
  let depth = 0;
  for (const [token] of code.matchAll(/"(?:\\.|[^"\\])*"|[\s\S]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === ' ' && depth === 0) words.push('');
    else words.push((words.pop() ?? '') + token);
  }
  return words;
}

/**
 * What stays on the first line and what gets lines of its own: the steps of a pipeline, or else the arguments of a function. A
 * string as the first argument says what is asked for (the name of a helper, a pattern, a format) and stays.
 */
function partsOf(words: readonly string[]): readonly [string, ...string[]] | undefined {
  const pipe = words.indexOf('|');
  if (pipe > 0) return [words.slice(0, pipe).join(' '), ...stepsOf(words.slice(pipe))];
  const argument = words.findIndex((word) => /^["($.]/.test(word) && !/^\$\w+$/.test(word));
  const start = words[argument]?.startsWith('"') === true ? argument + 1 : argument;
  if (start < 1 || start >= words.length) return undefined;
  return [words.slice(0, start).join(' '), ...words.slice(start)];
}

function stepsOf(words: readonly string[]): readonly string[] {
  const steps: string[] = [];
  for (const word of words) {
    if (word === '|') steps.push(word);
    else steps.push(`${steps.pop() ?? ''} ${word}`);
  }
  return steps;
}
