import { AuthorError } from './author-error';

/** A pattern in its parts: an escape, a class, the start or end of a group, a count, or a character. */
const PARTS = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?.|[()]|\{[\d,]+\}|[^]/gsu;

/** Go repeats no more often, in all groups around a part together (package `regexp/syntax`, `maxRepeat`). */
const MOST_REPEATS = 1000;

/** What Go lacks or reads otherwise than JavaScript, and what to write instead. */
const DIFFERENCES: readonly (readonly [part: RegExp, instead: string])[] = [
  // \B is within an emoji too.
  [/^\(\?<?[=!]|^\\[1-9kB]/, 'write out what may stand there'],
  [/^\(\?[^:]/, 'write ( or (?:'],
  // JavaScript's white space has more characters; with all others it is any.
  [/^\\[sS]|^\[(?!\\s\\S\])[^]*\\[sS]/, 'write the characters, such as [ \\t\\r\\n]'],
  // Letters are not the same in each version of Unicode.
  [/\\[pPuc0]/, 'write the characters themselves, or \\xHH'],
  [/^\[[^]*\\b/, 'write \\x08'],
  [/^\[\^?\]/, 'write [\\s\\S] for any character'],
  [/^\[([^]*[^\\])?\[:/, 'write \\[:'],
];

/** What to write in the place of flags. */
const FLAGS: Readonly<Record<string, string>> = {
  i: 'write [Aa] for a and A',
  m: 'write (^|\\n) for ^ and (\\n|$) for $',
  s: 'write [\\s\\S] for any character',
};

/**
 * A pattern as text, for a chart: Helm reads it with Go's regular expressions, and editors a JSON schema with those of JavaScript.
 *
 * @throws AuthorError where one of them would not take it, or not as {@link asGo} does
 */
export function sourceOf(pattern: RegExp): string {
  const { source, flags } = pattern;
  const wrong = (part: string, instead: string) =>
    new AuthorError(`${String(pattern)} has ${part}, which Helm reads otherwise or not at all; ${instead}.`);
  const [flag] = flags.replace('u', '');
  if (flag !== undefined) throw wrong(`the flag ${flag}`, FLAGS[flag] ?? 'leave it out');
  try {
    asGo(source);
  } catch (error) {
    throw new AuthorError(`${(error as Error).message}. Patterns are read with the flag u.`);
  }
  // Of the groups around a part, from the outside in: where each begins, and how often something in it is repeated at most.
  const groups = [{ from: 0, most: 1 }];
  let [repeats, group] = [1, ''];
  for (const { 0: part, index } of source.matchAll(PARTS)) {
    for (const [difference, instead] of part.length > 1 ? DIFFERENCES : []) {
      const [found] = difference.exec(part.replaceAll('\\\\', '_')) ?? [];
      if (found !== undefined) throw wrong(found, instead);
    }
    const counted = part.startsWith('{');
    // What Go finds then is not always the same.
    if ((counted || /^[*+]$/.test(part)) && mayBeEmpty(group))
      throw wrong(`${group}${part}, where ${group} may be empty`, 'repeat what has characters');
    if (counted) repeats *= Math.max(...part.slice(1, -1).split(',').map(Number));
    else if (!/^[*+?]$/.test(part)) [repeats, group] = [1, ''];
    if (part.startsWith('(')) groups.push({ from: index, most: 1 });
    if (part === ')') {
      const { from, most } = groups.pop() ?? { from: 0, most: 1 };
      [repeats, group] = [most, source.slice(from, index + 1)];
    }
    if (repeats > MOST_REPEATS) throw wrong(`more than ${String(MOST_REPEATS)} repeats`, 'repeat less often');
    const around = groups.at(-1);
    if (around) around.most = Math.max(around.most, repeats);
  }
  return source.replaceAll('\\/', '/');
}

/** Whether a group may match no character; what is not a group is nothing here. */
function mayBeEmpty(group: string): boolean {
  const bare = group.replace(PARTS, (part) => (/^(\^|\$|\\b)$/.test(part) ? '' : part));
  return group !== '' && asGo(`^${bare}$`).test('');
}

/**
 * A pattern that a declaration is given, as it is read in both.
 *
 * @throws AuthorError as {@link sourceOf} does
 */
export function checked(pattern: RegExp): RegExp {
  return asGo(sourceOf(pattern));
}

/**
 * A pattern of {@link sourceOf} that takes a string for what Go does: characters, of which JavaScript has two in an emoji, and of which a dot
 * leaves out the line feed only.
 */
export function asGo(source: string, flags: '' | 'g' = ''): RegExp {
  const before = compiled[flags].get(source);
  if (before !== undefined) return before;
  const pattern = new RegExp(
    source.replace(PARTS, (part) => (part === '.' ? '[^\\n]' : part)),
    `u${flags}`,
  );
  compiled[flags].set(source, pattern);
  return pattern;
}

/** Patterns are an author's, so there are few, but one may be asked of each of many values. */
const compiled = { '': new Map<string, RegExp>(), g: new Map<string, RegExp>() };
