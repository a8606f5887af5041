import type { Json, JsonObject } from './declaration';
import { InputError } from './input-error';
import { isMap, setOwn } from './merge';
import { quoted } from './wording';

/** What `--set` or `--set-string` got wrong, in a sentence. */
export class SetFlagError extends InputError {}

type Mutable = Record<string, Json>;
type Path = readonly (string | number)[];

/**
 * Applies one `--set` (or, with `asText`, `--set-string`) argument to values as Helm's parser does:
 * `a.b=c`, `a[0].b=c`, `a={x,y}`, several separated by commas, and `\` before a character that should stand for itself.
 *
 * @throws SetFlagError where Helm rejects the argument too, or would drop a part of it without a word
 */
export function applySetFlag(values: JsonObject, argument: string, asString: boolean): JsonObject {
  const root = structuredClone(values) as Mutable;
  const reader = new Reader(argument, asString ? '--set-string' : '--set');
  while (!reader.atEnd()) assign(root, reader, asString);
  return root;
}

function assign(root: Mutable, reader: Reader, asString: boolean): void {
  reader.begin();
  const path = readPath(reader);
  const ends = reader.atEnd() && typeof path.at(-1) === 'string';
  const value = readValue(reader, asString);
  let holder: Json = root;
  path.forEach((step, index) => {
    // Helm takes `a[0].b=` for the end of the argument and forgets the item, unless it was there before.
    if (ends && typeof step === 'number' && step >= (holder as Json[]).length)
      throw reader.error('has no value, which Helm forgets in a new item of a list; leave the key out');
    const next = path[index + 1];
    if (next === undefined) replace(holder, step, value);
    else holder = descend(holder, step, typeof next === 'number' ? 'list' : 'map', reader);
  });
}

function replace(holder: Json, step: string | number, value: Json): void {
  if (typeof step === 'string') return setOwn(holder as Mutable, step, value);
  const items = holder as Json[];
  while (items.length < step) items.push(null);
  items[step] = value;
}

/** Goes one step down, to a list or a map that is there or is made. */
function descend(holder: Json, step: string | number, to: 'list' | 'map', reader: Reader): Json {
  const there = Object.hasOwn(holder as object, step) ? (holder as Mutable)[step] : undefined;
  if (to === 'list' ? Array.isArray(there) : isMap(there)) return there as Json;
  // As in Helm: in a list an item gives way to a map, and a gap to a list; all else stays what it is.
  const free = there === undefined || (typeof step === 'number' && (to === 'map' || there === null));
  if (!free) throw reader.error(`needs a ${to} at ${String(step)}, where there is something else`);
  const made: Json = to === 'list' ? [] : {};
  replace(holder, step, made);
  return made;
}

// As in Helm.
const MAX_DOTS = 30;

function readPath(reader: Reader): Path {
  const path: (string | number)[] = [];
  for (let dots = 0; dots <= MAX_DOTS; dots += 1) {
    const { text, stop } = reader.until('.[=,');
    if (text === '') throw reader.error('has an empty key; write key=value');
    path.push(text);
    let next = stop;
    while (next === '[') {
      path.push(readIndex(reader));
      next = reader.next();
      if (next !== '' && !'.[='.includes(next)) throw reader.error(`has "${next}" after "]"`);
    }
    if (next === '=') return path;
    if (next !== '.') throw reader.error('has no value; write key=value, and "\\," for a comma in a value');
  }
  throw reader.error(`has more than ${String(MAX_DOTS)} dots`);
}

// Helm rejects larger indexes, so that a slip does not fill the memory.
const MAX_INDEX = 65_536;

function readIndex(reader: Reader): number {
  const { text, stop } = reader.until(']');
  const index = /^[+-]?[0-9]+$/.test(text) ? Number(text) : NaN;
  if (stop !== ']' || !(index >= 0 && index <= MAX_INDEX))
    throw reader.error(`has an index that is not from 0 to ${String(MAX_INDEX)}`);
  return Math.abs(index);
}

function readValue(reader: Reader, asString: boolean): Json {
  if (reader.peek() !== '{') return typed(reader.until(','), asString);
  reader.next();
  const items: Json[] = [];
  for (;;) {
    const item = reader.until(',}');
    if (item.stop === '') throw reader.error('has a list that does not end; write key={a,b}');
    // As in Helm, `{}` is a list of one empty string.
    items.push(typed(item, asString));
    if (item.stop === '}') {
      if (reader.peek() === ',') reader.next();
      return items;
    }
  }
}

const WORDS: readonly (readonly [RegExp, Json])[] = [
  [/^true$/iu, true],
  [/^false$/iu, false],
  [/^null$/iu, null],
];

function typed({ text }: { text: string }, asString: boolean): Json {
  if (asString) return text;
  for (const [word, value] of WORDS) if (word.test(text)) return value;
  // A leading zero makes a string, so that 0755 stays what it is; so does a number that Go cannot hold.
  if (!/^(0|[1-9][0-9]*|[+-][0-9]+)$/.test(text)) return text;
  const number = BigInt(text.replace('+', ''));
  return number === BigInt.asIntN(64, number) ? Number(number) : text;
}

/** A key as it was typed, unless there is something in it that could not be seen. */
function shownKey(key: string): string {
  return /^[ -~]*$/.test(key) ? key : quoted(key);
}

class Reader {
  private position = 0;
  private beginning = 0;

  constructor(
    private readonly argument: string,
    private readonly flag: string,
  ) {}

  /** Begins an assignment, which errors are about from then on. */
  begin(): void {
    this.beginning = this.position;
  }

  /** An error about the assignment at hand, by its key: what comes after "=" may be a secret, or a comma may stand in one. */
  error(reason: string): SetFlagError {
    const [, key] = /^([^=]*)=/s.exec(this.argument.slice(this.beginning)) ?? [];
    const whole = this.beginning === 0 ? this.argument : 'what follows a comma';
    const subject = key === '' ? 'an assignment' : shownKey(key ?? whole);
    return new SetFlagError(`${this.flag}: ${subject} ${reason}.`);
  }

  atEnd(): boolean {
    return this.position >= this.argument.length;
  }

  peek(): string {
    return this.argument.charAt(this.position);
  }

  /** The next character, or nothing at the end. */
  next(): string {
    return this.argument.charAt(this.position++);
  }

  /** Reads up to one of the stop characters, which is taken too; a backslash makes the next character an ordinary one. */
  until(stops: string): { text: string; stop: string } {
    let text = '';
    while (!this.atEnd()) {
      const character = this.next();
      if (character === '\\') text += this.next();
      else if (stops.includes(character)) return { text, stop: character };
      else text += character;
    }
    return { text, stop: '' };
  }
}
