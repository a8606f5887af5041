import type { Json, JsonObject } from './declaration';
import { isMap, setOwn } from './merge';

/** What `--set` or `--set-string` got wrong, in a sentence. */
export class SetFlagError extends Error {}

type Mutable = Record<string, Json>;

/**
 * Applies one `--set` (or, with `asText`, `--set-string`) argument to values as Helm's parser does:
 * `a.b=c`, `a[0].b=c`, `a={x,y}`, several separated by commas, and `\` before a character that should stand for itself.
 *
 * @throws SetFlagError where Helm refuses the argument too
 */
export function applySetFlag(values: JsonObject, argument: string, asText: boolean): JsonObject {
  const root = structuredClone(values) as Mutable;
  const reader = new Reader(argument);
  while (!reader.atEnd()) assign(root, reader, asText);
  return root;
}

function assign(root: Mutable, reader: Reader, asText: boolean): void {
  const path = readPath(reader);
  const value = readValue(reader, asText);
  let holder: Json = root;
  path.forEach((step, index) => {
    const last = index === path.length - 1;
    const below: Json = last ? value : typeof path[index + 1] === 'number' ? [] : {};
    holder = put(holder, step, below, last, reader.argument);
  });
}

/** Puts `below` at a step unless there is something of its kind already, and gives what is there now. */
function put(holder: Json, step: string | number, below: Json, replace: boolean, argument: string): Json {
  if (typeof step === 'number') {
    if (!Array.isArray(holder))
      throw new SetFlagError(`--set ${argument}: [${String(step)}] stands where there is no list`);
    const items = holder as Json[];
    while (items.length < step) items.push(null);
    const there = items[step];
    if (replace || there === undefined || there === null || Array.isArray(there) !== Array.isArray(below))
      items[step] = below;
    return items[step] as Json;
  }
  if (!isMap(holder)) throw new SetFlagError(`--set ${argument}: ${step} stands where there is no map`);
  const map = holder;
  const there = Object.hasOwn(map, step) ? map[step] : undefined;
  const keep = Array.isArray(below) ? Array.isArray(there) : isMap(there);
  if (replace || !keep) setOwn(map, step, below);
  return map[step] as Json;
}

function readPath(reader: Reader): (string | number)[] {
  const path: (string | number)[] = [];
  for (;;) {
    const { text, stop } = reader.until('.[=,');
    if (text !== '') path.push(text);
    else if (stop !== '[' || path.length === 0)
      throw new SetFlagError(`--set ${reader.argument}: a key is empty`);
    let next = stop;
    while (next === '[') {
      path.push(readIndex(reader));
      next = reader.next();
      if (next !== '' && !'.[='.includes(next))
        throw new SetFlagError(`--set ${reader.argument}: "${next}" stands after "]"`);
    }
    if (next === '=') return path;
    if (next !== '.')
      throw new SetFlagError(`--set ${reader.argument}: ${path.join('.')} has no value; write key=value`);
  }
}

// Helm refuses larger indexes, so that a slip does not fill the memory.
const MAX_INDEX = 65_536;

function readIndex(reader: Reader): number {
  const { text, stop } = reader.until(']');
  const index = /^[0-9]+$/.test(text) ? Number(text) : NaN;
  if (stop !== ']' || !(index <= MAX_INDEX)) {
    throw new SetFlagError(
      `--set ${reader.argument}: [${text}] is not an index from 0 to ${String(MAX_INDEX)}`,
    );
  }
  return index;
}

function readValue(reader: Reader, asText: boolean): Json {
  if (reader.peek() !== '{') return typed(reader.until(','), asText);
  reader.next();
  const items: Json[] = [];
  for (;;) {
    const item = reader.until(',}');
    if (item.stop === '') throw new SetFlagError(`--set ${reader.argument}: a list must end with "}"`);
    // As in Helm, `{}` is a list of one empty text.
    items.push(typed(item, asText));
    if (item.stop === '}') {
      if (reader.peek() === ',') reader.next();
      return items;
    }
  }
}

function typed({ text }: { text: string }, asText: boolean): Json {
  if (asText) return text;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  // A leading zero makes a text, so that 0755 stays what it is.
  if (/^(0|[+-]?[1-9][0-9]*)$/.test(text)) return Number(text);
  return text;
}

class Reader {
  private position = 0;
  constructor(readonly argument: string) {}

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
