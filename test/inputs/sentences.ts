import { explain } from '../../lib/app/explain';

/** What no message for people has in it. */
const INTERNAL =
  /TypeError|ReferenceError|RangeError|SyntaxError|ZodError|undefined|\[object |\bNaN\b|\bat (Object\.|async |new |file:|\/)|Cannot read|node_modules|\.ts:\d+:\d+|is not a function|<anonymous>|ENOENT|call stack/;

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * What is wrong with a message that people get, apart from what it says: nothing where every line is a sentence for people.
 *
 * @param begins what each line must begin with
 */
export function faultsOf(message: string, begins: RegExp): string[] {
  const lines = message.split('\n');
  return [
    ...(message.trim() === '' ? ['it is empty'] : []),
    ...(INTERNAL.test(message) ? ['it has words of the program in it'] : []),
    ...(CONTROL.test(message) ? ['it has control characters in it'] : []),
    ...lines.filter((line) => !begins.test(line)).map((line) => `"${line}" does not begin as it must`),
    ...lines.filter((line) => !/[^.][.?]$/.test(line)).map((line) => `"${line}" does not end as a sentence`),
    ...lines
      .filter((line) => line.length > 700)
      .map((line) => `"${line.slice(0, 80)}..." is too long to be read`),
  ];
}

/** The message of what a function throws; `undefined` when it does not. */
export function rejectionOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return explain(error);
  }
}

/** How many there are of each kind, for the summary. */
export function countBy(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
