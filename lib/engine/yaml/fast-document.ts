import { isPlain, isTidyBlock } from './scalar';

/**
 * What the library would write, many times faster: it makes an object of each key and value first, which took most of the time of a
 * synthesis. Only for what nearly all manifests are made of; `undefined` where something else is in it.
 */
export function fastYaml(value: unknown): string | undefined {
  if (!isCollection(value) || isEmpty(value) || !isUsual(value)) return undefined;
  return collection(value, '');
}

type Usual = string | number | boolean | null | Collection;
type Collection = readonly Usual[] | { readonly [key: string]: Usual };

/** Characters that the library escapes in other ways than JSON does. */
const ESCAPED = /[\0-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]| \n/;
// YAML has another form for keys of more than 1,024 characters.
const LONGEST_KEY = 500;

function isUsual(value: unknown): value is Usual {
  switch (typeof value) {
    case 'string':
      return !ESCAPED.test(value);
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isUsual);
      return (
        isPlainMap(value) && Object.entries(value).every(([key, inner]) => isUsualKey(key) && isUsual(inner))
      );
    default:
      return false;
  }
}

/** No instance of a class, and no map that says itself what it is written as. */
function isPlainMap(value: object): boolean {
  return (
    Object.getPrototypeOf(value) === Object.prototype &&
    typeof (value as { toJSON?: unknown }).toJSON !== 'function'
  );
}

function isUsualKey(key: string): boolean {
  return key.length > 0 && key.length <= LONGEST_KEY && !ESCAPED.test(key);
}

function isCollection(value: unknown): value is Collection {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: Collection): boolean {
  return (Array.isArray(value) ? value : Object.keys(value)).length === 0;
}

/** The lines of a collection that is not empty; the first is not indented, since it may stand after a dash. */
function collection(value: Collection, indent: string): string {
  return entriesOf(value, indent).join(indent);
}

function entriesOf(value: Collection, indent: string): readonly string[] {
  const inner = `${indent}  `;
  if (isList(value))
    return value.map((item) =>
      isNested(item) ? `- ${collection(item, inner)}` : `- ${scalar(item, inner)}\n`,
    );
  return Object.entries(value).map(([key, item]) => {
    const name = isPlain(key) ? key : JSON.stringify(key);
    return isNested(item)
      ? `${name}:\n${inner}${collection(item, inner)}`
      : `${name}: ${scalar(item, inner)}\n`;
  });
}

// What Array.isArray says of a read-only list, the compiler does not take for an answer.
function isList(value: Collection): value is readonly Usual[] {
  return Array.isArray(value);
}

function isNested(value: Usual): value is Collection {
  return isCollection(value) && !isEmpty(value);
}

/** What stands on one line, or a block. */
function scalar(value: Usual, indent: string): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  // A line break of the text is that before the next line; empty lines are not indented.
  if (isTidyBlock(value)) return `|\n${value.slice(0, -1).replace(/^(?=.)/gm, indent)}`;
  return isPlain(value) ? value : JSON.stringify(value);
}
