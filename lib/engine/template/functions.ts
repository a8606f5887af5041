import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../values/declaration';
import { isMap, scalarString, withoutNull } from '../values/merge';
import { asGo } from '../values/pattern';
import { thousandths } from './quantity';

/**
 * The functions that an expression may call: Helm's name for each beside what it does, so that the two renderings of one
 * call can be read, and tested, side by side. Arguments are in Helm's order; a `piped` one reads best with its last
 * argument in front: `.Values.name | trunc 63`.
 */
export const functions = {
  and: { helm: 'and', run: (...args: Json[]) => args[orLast(args, args.findIndex(isEmpty))] ?? null },
  or: {
    helm: 'or',
    run: (...args: Json[]) =>
      args[
        orLast(
          args,
          args.findIndex((arg) => !isEmpty(arg)),
        )
      ] ?? null,
  },
  not: { helm: 'not', run: (arg: Json) => isEmpty(arg) },
  eq: { helm: 'eq', run: (a: Json, b: Json) => a === b },
  ne: { helm: 'ne', run: (a: Json, b: Json) => a !== b },
  gt: { helm: 'gt', run: (a: Json, b: Json) => toNumber(a) > toNumber(b) },
  /** Compares Kubernetes quantities, where both are given; Helm has no function for that, so the chart has a helper. */
  exceeds: {
    helm: 'include',
    run: (a: Json, b: Json) => {
      const [amount, limit] = [scalarString(a), scalarString(b)];
      return amount !== '' && limit !== '' && thousandths(amount) > thousandths(limit);
    },
  },
  add: { helm: 'add', run: (a: Json, b: Json) => toNumber(a) + toNumber(b) },
  mul: { helm: 'mul', run: (a: Json, b: Json) => toNumber(a) * toNumber(b) },
  default: { piped: true, helm: 'default', run: (def: Json, value: Json) => (isEmpty(value) ? def : value) },
  join: {
    piped: true,
    helm: 'join',
    run: (separator: Json, list: Json) => items(list).map(scalarString).join(scalarString(separator)),
  },
  /** Whether a value is of a kind; `invalid` is the kind of what is not there. */
  kindIs: { helm: 'kindIs', run: (kind: Json, value: Json) => kind === kindOf(value) },
  uniq: {
    helm: 'uniq',
    run: (list: Json) => {
      const known = new Set<string>();
      return items(list).filter((item) => known.size !== known.add(goJson(item)).size);
    },
  },
  has: { helm: 'has', run: (item: Json, list: Json) => items(list).some((other) => sameJson(item, other)) },
  int: { piped: true, helm: 'int', run: (value: Json) => Math.trunc(toNumber(value)) },
  trunc: {
    piped: true,
    helm: 'trunc',
    run: (length: Json, value: Json) => bytes(value).subarray(0, toNumber(length)).toString(),
  },
  trimSuffix: {
    piped: true,
    helm: 'trimSuffix',
    run: (suffix: Json, value: Json) => trimSuffix(scalarString(value), scalarString(suffix)),
  },
  trimPrefix: {
    piped: true,
    helm: 'trimPrefix',
    run: (prefix: Json, value: Json) => trimPrefix(scalarString(value), scalarString(prefix)),
  },
  replace: {
    piped: true,
    helm: 'replace',
    run: (part: Json, by: Json, value: Json) =>
      scalarString(value).split(scalarString(part)).join(scalarString(by)),
  },
  contains: {
    helm: 'contains',
    run: (part: Json, value: Json) => scalarString(value).includes(scalarString(part)),
  },
  matches: {
    helm: 'regexMatch',
    run: (pattern: Json, value: Json) => asGo(scalarString(pattern)).test(scalarString(value)),
  },
  find: {
    helm: 'regexFind',
    run: (pattern: Json, value: Json) => asGo(scalarString(pattern)).exec(scalarString(value))?.[0] ?? '',
  },
  findAll: {
    helm: 'regexFindAll',
    run: (pattern: Json, value: Json) =>
      // Go finds nothing of no length at the end of what it has found before.
      [...scalarString(value).matchAll(asGo(scalarString(pattern), 'g'))]
        .filter(({ 0: found, index }, at, all) => {
          const last = all[at - 1];
          return found !== '' || last === undefined || last.index + last[0].length < index;
        })
        .map(([found]) => found),
  },
  len: { helm: 'len', run: (value: Json) => lengthOf(value) },
  hasKey: {
    helm: 'hasKey',
    run: (map: Json, key: Json) => isMap(map) && Object.hasOwn(map, scalarString(key)),
  },
  get: {
    helm: 'get',
    run: (map: Json, key: Json) =>
      isMap(map) && Object.hasOwn(map, scalarString(key)) ? (map[scalarString(key)] as Json) : '',
  },
  /** The entries of several maps; of two with one key the first is taken that is not empty. Helm's changes its first map: that is a new one. */
  merge: { helm: 'merge', run: (...maps: Json[]) => maps.filter(isMap).reduce(filledUp, {}) },
  /** What a map of maps has at the end of a path; the last argument but one where it has nothing there. */
  dig: {
    helm: 'dig',
    run: (...args: Json[]) => {
      const [fallback = null, map = null] = args.slice(-2);
      return args.slice(0, -2).reduce<Json | undefined>(step, map) ?? fallback;
    },
  },
  /** A map without what is null in it, at any depth; Helm has no function for that, so the chart has a helper. Nothing is an empty map. */
  withoutNull: { helm: 'include', run: (map: Json) => (isMap(map) ? withoutNull(map) : {}) },
  index: { helm: 'index', run: (list: Json, position: Json) => items(list)[toNumber(position)] ?? null },
  /** An object of the cluster. `helm template` asks no cluster and finds none, and neither does the plain rendering. */
  lookup: { helm: 'lookup', run: (): JsonObject => ({}) },
  /**
   * Whether the cluster has a kind, such as `apps/v1/Deployment`. `helm template` asks no cluster and knows no kind, only groups with
   * versions, and the plain rendering knows none either.
   */
  hasApi: { helm: '.Capabilities.APIVersions.Has', run: (): boolean => false },
  sha256: {
    piped: true,
    helm: 'sha256sum',
    run: (value: Json) => createHash('sha256').update(scalarString(value)).digest('hex'),
  },
  toJson: { piped: true, helm: 'toJson', run: (value: Json) => goJson(value) },
  toString: { piped: true, helm: 'toString', run: (value: Json) => scalarString(value) },
} as const satisfies Record<string, { helm: string; piped?: true; run: (...args: never[]) => Json }>;

/** The name of a function that an expression may call. */
export type FunctionName = keyof typeof functions;

/** Calls a function by name. */
export function call(name: FunctionName, args: readonly Json[]): Json {
  const { run }: { run: (...args: Json[]) => Json } = functions[name];
  return run(...args);
}

/** A map with what it lacks, or has only empty, from another one. */
function filledUp(map: JsonObject, other: JsonObject): JsonObject {
  const lacking = Object.entries(other).filter(([key]) => !Object.hasOwn(map, key) || isEmpty(map[key]));
  return { ...map, ...Object.fromEntries(lacking) };
}

/** What Go templates take for false: nothing, false, 0, and whatever is empty. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

/** The kind of a value of a values file, in Go's words. */
function kindOf(value: Json): string {
  if (value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  return isMap(value) ? 'map' : KINDS[typeof value as keyof typeof KINDS];
}

// Helm reads all numbers as floats.
const KINDS = { string: 'string', boolean: 'bool', number: 'float64' };

function step(map: Json | undefined, key: Json): Json | undefined {
  return isMap(map) && Object.hasOwn(map, scalarString(key)) ? map[scalarString(key)] : undefined;
}

function orLast(args: readonly Json[], index: number): number {
  return index < 0 ? args.length - 1 : index;
}

function toNumber(value: Json): number {
  return typeof value === 'number' ? value : Number(value);
}

function bytes(value: Json): Buffer {
  return Buffer.from(scalarString(value));
}

function lengthOf(value: Json): number {
  if (Array.isArray(value)) return value.length;
  return isMap(value) ? Object.keys(value).length : bytes(value).length;
}

function trimSuffix(value: string, suffix: string): string {
  return suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value;
}

function trimPrefix(value: string, prefix: string): string {
  return value.startsWith(prefix) ? value.slice(prefix.length) : value;
}

function items(list: Json): readonly Json[] {
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

function sameJson(a: Json, b: Json): boolean {
  return goJson(a) === goJson(b);
}

/** JSON as Go writes it: keys in the order of their bytes, and `<`, `>`, `&` and the two odd line ends escaped. */
export function goJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item) => goJson(item as Json)).join(',')}]`;
  if (isMap(value)) {
    return `{${sortedKeys(value)
      .map((key) => `${goJson(key)}:${goJson(value[key] as Json)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The keys of a map in the order in which Go ranges over them: by their bytes. */
export function sortedKeys(map: object): string[] {
  const keys = Object.keys(map).map((key) => ({ key, bytes: Buffer.from(key) }));
  return keys.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ key }) => key);
}
