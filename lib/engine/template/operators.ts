import { AuthorError } from '../values/author-error';
import type { Json, Shape } from '../values/declaration';
import { sourceOf } from '../values/pattern';
import { BOOLEAN, expr, isExpr, literal, NODE, TEXT, SAFE_STRING, toExpr, type Expr } from './expression';
import type { FunctionName } from './functions';
import type { Condition } from './nodes';

export type { Condition } from './nodes';

/** The name that the user gave the release. */
export const releaseName: Expr<string> = builtIn('Release', 'Name');
/** The namespace that the release goes to. */
export const releaseNamespace: Expr<string> = builtIn('Release', 'Namespace');
/** What installs the release, for the label `app.kubernetes.io/managed-by`: `Helm`, unless it is a cdk8s app. */
export const releaseService: Expr<string> = builtIn('Release', 'Service');
/** The name of the chart; as part of another chart, which may give it an alias, that. */
export const chartName: Expr<string> = builtIn('Chart', 'Name');
/** Whether the chart is installed by itself, and not as part of another chart. */
export const chartIsRoot: Condition = builtIn('Chart', 'IsRoot', BOOLEAN);
/** The version of the chart. */
export const chartVersion: Expr<string> = builtIn('Chart', 'Version');
/** The version of the software that the chart installs. */
export const appVersion: Expr<string> = builtIn('Chart', 'AppVersion');

function builtIn(root: 'Release' | 'Chart', key: string, shape = SAFE_STRING): Expr<string> {
  return expr({ op: 'path', root, keys: [key], shape, absent: undefined, nullSafe: false });
}

/**
 * All of the conditions.
 *
 * @throws AuthorError when there is none
 */
export function and(...conditions: readonly Condition[]): Condition {
  return together('and', conditions);
}

/**
 * Any of the conditions.
 *
 * @throws AuthorError when there is none
 */
export function or(...conditions: readonly Condition[]): Condition {
  return together('or', conditions);
}

function together(fn: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const [first, ...more] = conditions;
  if (first === undefined) throw new AuthorError(`There is no condition in ${fn}().`);
  return more.length === 0 ? first : call(fn, conditions, BOOLEAN);
}

/** Not the condition. */
export function not(condition: Condition): Condition {
  return call('not', [condition], BOOLEAN);
}

/** Whether a value is given at all, and be it 0 or false. */
export function isGiven(value: Expr<unknown>): Condition {
  return not(call('kindIs', [toExpr('invalid'), asGiven(value)], BOOLEAN));
}

/** Whether a value is of a kind, in Go's words: a list is a `slice`. For values that others than the user may give. */
export function isKind(kind: 'string' | 'bool' | 'map' | 'slice', value: Expr<unknown>): Condition {
  return call('kindIs', [toExpr(kind), value], BOOLEAN);
}

/** Whether two values are the same. */
export function equal<T extends string | boolean>(a: Expr<T>, b: NoInfer<T> | Expr<NoInfer<T>>): Condition {
  return call('eq', [a, toExpr(b as Json)], BOOLEAN);
}

/** Whether a number is greater than another. */
export function greaterThan(a: Expr<number>, b: number | Expr<number>): Condition {
  return call('gt', [a, toExpr(b)], BOOLEAN);
}

/** Whether a Kubernetes quantity is greater than another one; not where one of them is absent. */
export function exceeds(a: Expr<string | number>, b: Expr<string | number>): Condition {
  return call('exceeds', [a, b], BOOLEAN);
}

/** Whether one string is part of another. */
export function contains(text: Expr<string>, part: string | Expr<string>): Condition {
  return call('contains', [toExpr(part), text], BOOLEAN);
}

/**
 * Whether a string matches a regular expression.
 *
 * @throws AuthorError, as all that take a pattern do, where Go's regular expressions, with which Helm reads it, are not those of JavaScript
 */
export function matches(text: Expr<string>, pattern: RegExp): Condition {
  return call('matches', [toExpr(sourceOf(pattern)), text], BOOLEAN);
}

/** The first part of a string that matches a regular expression; empty where none does. */
export function firstMatch(text: Expr<string>, pattern: RegExp): Expr<string> {
  return call('find', [toExpr(sourceOf(pattern)), text], text[NODE].shape);
}

/** How often a regular expression matches in a string, in places that do not overlap. */
export function countMatches(text: Expr<string>, pattern: RegExp): Expr<number> {
  const all: Expr<readonly string[]> = call('findAll', [toExpr(sourceOf(pattern)), text, toExpr(-1)], {
    type: 'object',
  });
  return lengthOf(all);
}

/** Whether a map has a key. A value whose fields may be null has those that are, although they are left out. */
export function hasKey(map: Expr<Readonly<Record<string, unknown>>>, key: string | Expr<string>): Condition {
  return call('hasKey', [asGiven(map), toExpr(key)], BOOLEAN);
}

/** A value as the user gives it, with the fields that are null. */
function asGiven(value: Expr<unknown>): Expr<unknown> {
  const node = value[NODE];
  const [given] = node.op === 'call' && node.fn === 'withoutNull' ? node.args : [];
  return given ?? value;
}

/** The string that a map of strings has under a key; empty where it has none. */
export function stringAt(map: Expr<Readonly<Record<string, string>>>, key: Expr<string>): Expr<string> {
  return call('get', [map, key], TEXT);
}

/** The entries of two maps of strings; of two with one key that of the first is taken, unless it is empty. */
export function union(
  first: Expr<Readonly<Record<string, string>>>,
  second: Expr<Readonly<Record<string, string>>>,
): Expr<Readonly<Record<string, string>>> {
  const none = literal({});
  // One that a user may take away is null.
  return call('merge', [none, call('default', [none, first], first[NODE].shape), second], first[NODE].shape);
}

/** Whether a list of strings has a certain one. */
export function includes(list: Expr<readonly string[]>, item: string | Expr<string>): Condition {
  return call('has', [toExpr(item), list], BOOLEAN);
}

/** A list without the items that are in it a second time. */
export function distinct<T>(list: Expr<readonly T[]>): Expr<readonly T[]> {
  return call('uniq', [list], list[NODE].shape);
}

/** The strings or integers of a list, one after the other with something in between. */
export function joined(list: Expr<readonly (string | number)[]>, separator: string): Expr<string> {
  return call('join', [toExpr(separator), list], TEXT);
}

/** An object, as an expression: one of the cluster, or a part of it. */
export type ObjectExpr = Expr<Readonly<Record<string, unknown>>>;

/**
 * An object that is in the cluster when Helm installs or upgrades; an empty one where there is none. `helm template` asks no cluster and
 * finds none, and neither does the plain rendering: what both print must not depend on it.
 */
export function lookup(
  [apiVersion, kind]: readonly [apiVersion: string, kind: string],
  namespace: string | Expr<string>,
  name: Expr<string>,
): ObjectExpr {
  return call('lookup', [toExpr(apiVersion), toExpr(kind), toExpr(namespace), name], { type: 'object' });
}

/**
 * Whether the cluster has a kind when Helm installs or upgrades. `helm template` asks no cluster, and neither does the plain rendering:
 * both know no kind at all.
 */
export function hasApi(apiVersion: string, kind: string): Condition {
  return call('hasApi', [toExpr(`${apiVersion}/${kind}`)], BOOLEAN);
}

/** The string at a path within an object; empty where there is none. */
export function stringWithin(object: ObjectExpr, ...path: readonly [string, ...string[]]): Expr<string> {
  return call('dig', [...path.map((key) => toExpr(key)), toExpr(''), object], TEXT);
}

/** The object at a path within an object; an empty one where there is none. */
export function objectWithin(object: ObjectExpr, ...path: readonly [string, ...string[]]): ObjectExpr {
  return call('dig', [...path.map((key) => toExpr(key)), literal({}), object], { type: 'object' });
}

/** The strings of a list at a path within an object; none where there is no list. */
export function stringsWithin(
  object: ObjectExpr,
  ...path: readonly [string, ...string[]]
): Expr<readonly string[]> {
  return call('dig', [...path.map((key) => toExpr(key)), literal([]), object], { type: 'object' });
}

/** The first object of a list within an object, or an empty one. */
export function firstWithin(object: ObjectExpr, ...path: readonly [string, ...string[]]): ObjectExpr {
  const list = call('dig', [...path.map((key) => toExpr(key)), literal([{}]), object], { type: 'object' });
  return call('index', [list, literal(0)], { type: 'object' });
}

/** The number that a string of digits stands for. */
export function asInteger(text: Expr<string>): Expr<number> {
  return call('int', [text], INTEGER);
}

/** The sum of two numbers. */
export function sum(a: Expr<number>, b: number | Expr<number>): Expr<number> {
  return call('add', [a, toExpr(b)], INTEGER);
}

/** The product of two numbers. */
export function product(a: Expr<number>, b: number | Expr<number>): Expr<number> {
  return call('mul', [a, toExpr(b)], INTEGER);
}

// Go's own integers print in full, whatever their size.
const INTEGER: Shape = { type: 'integer', maximum: 0 };

/** A value, or another one where it is empty. */
export function orElse<T extends Json>(value: Expr<T | null | undefined>, otherwise: T | Expr<T>): Expr<T> {
  const a = value[NODE].shape;
  // A quantity is a string, and so is the number that stands in for it.
  const fallback = a.type === 'string' ? asString(toExpr(otherwise as string)) : toExpr(otherwise);
  const b = fallback[NODE].shape;
  const yamlSafe =
    a.type === 'string' && a.yamlSafe && (b.type !== 'string' || b.yamlSafe || isYamlSafe(otherwise));
  return call('default', [fallback, value], a.type === 'string' ? (yamlSafe ? SAFE_STRING : TEXT) : a);
}

/** One of two strings, neither of which is empty: where a condition holds the first, otherwise the second. */
export function either(condition: Condition, then: Expr<string>, otherwise: Expr<string>): Expr<string> {
  const shape = isYamlSafeExpr(then) && isYamlSafeExpr(otherwise) ? SAFE_STRING : TEXT;
  return call('or', [call('and', [condition, then], shape), otherwise], shape);
}

/** A value that must not be empty; rendering stops with the message otherwise. */
export function requiredValue<T>(value: Expr<T>, message: string): Expr<T> {
  return expr({ op: 'required', value, message, shape: value[NODE].shape });
}

/** The first bytes of a string. */
export function truncate(text: Expr<string>, length: number): Expr<string> {
  return call('trunc', [toExpr(length), text], text[NODE].shape);
}

/** A string without a certain end. */
export function trimSuffix(text: Expr<string>, suffix: string): Expr<string> {
  return call('trimSuffix', [toExpr(suffix), text], text[NODE].shape);
}

/** A string without a certain beginning. */
export function trimPrefix(text: Expr<string>, prefix: string | Expr<string>): Expr<string> {
  return call('trimPrefix', [toExpr(prefix), text], text[NODE].shape);
}

/**
 * A string with another text in each place of a part.
 *
 * @throws AuthorError when the part is empty
 */
export function replaceAll(text: Expr<string>, part: string, by: string): Expr<string> {
  if (part === '') throw new AuthorError('There is nothing to replace in replaceAll(): the part is empty.');
  return call('replace', [toExpr(part), toExpr(by), text], isYamlSafe(by) ? text[NODE].shape : TEXT);
}

/** The length of a string in bytes, or of a list or map in items. */
export function lengthOf(value: Expr<unknown>): Expr<number> {
  return call('len', [value], INTEGER);
}

/** The SHA-256 of a value's JSON, which changes when the value does. */
export function checksum(value: Expr<unknown>): Expr<string> {
  const json = value[NODE].shape.type === 'string' ? value : call('toJson', [value], TEXT);
  return call('sha256', [json], SAFE_STRING);
}

/** A value as a string: numbers and booleans for environment variables and ConfigMaps. */
export function asString(value: Expr<string | number | boolean>): Expr<string> {
  const { shape } = value[NODE];
  return shape.type === 'string'
    ? (value as Expr<string>)
    : expr({ op: 'text', parts: [value], shape: SAFE_STRING });
}

/** A value as JSON, which is also YAML: for strings of any kind inside a configuration file. */
export function asJson(value: Expr<unknown>): Expr<string> {
  return call('toJson', [value], TEXT);
}

/** A string with values in it: text`${name}-config`. */
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Expr<string | number | boolean>)[]
): Expr<string> {
  const parts: (string | Expr<unknown>)[] = [];
  strings.forEach((literal, index) => {
    if (literal !== '') parts.push(literal);
    const value = values[index];
    if (value !== undefined) parts.push(isExpr(value) ? value : String(value));
  });
  const yamlSafe = parts.every((part) => (isExpr(part) ? isYamlSafeExpr(part) : isYamlSafe(part)));
  return expr({ op: 'text', parts, shape: yamlSafe ? SAFE_STRING : TEXT });
}

function isYamlSafeExpr(value: Expr<unknown>): boolean {
  const { shape } = value[NODE];
  return shape.type === 'string' ? shape.yamlSafe : shape.type === 'integer' || shape.type === 'boolean';
}

function isYamlSafe(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9._:/@-]*$/.test(value);
}

function call<T>(fn: FunctionName, args: readonly Expr<unknown>[], shape: Shape): Expr<T> {
  return expr({ op: 'call', fn, args, shape });
}
