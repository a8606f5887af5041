import type { IntOrString, Quantity } from 'cdk8s-plus-27/lib/imports/k8s';
import { expr, isExpr, NODE, references, TOKEN, Variable, type Expr } from './expression';
import type { Helper } from './helper';
import type { Condition } from './operators';

/** The two sides of a decision that is taken when a release is rendered. */
export class When<out T> {
  declare protected readonly type: T;
  constructor(
    readonly condition: Condition,
    readonly then: Tree,
    readonly otherwise?: Tree,
  ) {}
}

/** The items that one list item, or the keys that one part of a map, becomes for each item of a list or entry of a map. */
export class Each<out T> {
  declare protected readonly type: T;
  constructor(
    readonly source: Expr<unknown>,
    readonly variables: LoopVariables,
    readonly body: Tree,
  ) {}
}

/** What a loop calls its item, or its key and its entry. */
export interface LoopVariables {
  readonly key?: Variable;
  readonly item: Variable;
}

/** A map put together from parts, such as standard labels and labels of the user. */
export class Merged<out T> {
  declare protected readonly type: T;
  constructor(readonly parts: readonly Tree[]) {}
}

/** The map of a helper, in place. */
export class Include<out T> {
  declare protected readonly type: T;
  constructor(readonly helper: Helper & { readonly kind: 'map' }) {}
}

/** Text of several lines, each of them with values in it, some of them only at times. */
export class Lines<out T> {
  declare protected readonly type: T;
  constructor(readonly lines: readonly (string | Expr<string> | When<unknown> | Each<unknown>)[]) {}
}

/** One key of a map where the key is known only when a release is rendered. */
export class Pair<out T> {
  declare protected readonly type: T;
  constructor(
    readonly key: Expr<string>,
    readonly value: Tree,
  ) {}
}

/** A list or map of which the author knows that something in it is always there, though each part is not. */
export class NeverEmpty<out T> {
  declare protected readonly type: T;
  constructor(readonly tree: Tree) {}
}

type Structural<T> = When<T> | Each<T> | Merged<T> | Include<T> | Lines<T> | Pair<T> | NeverEmpty<T>;

/** Anything that can stand in a manifest: JSON with expressions and decisions in any place. */
export type Tree =
  | string
  | number
  | boolean
  | null
  | undefined
  | Expr<unknown>
  | Structural<unknown>
  | Quantity
  | IntOrString
  | readonly Tree[]
  | { readonly [key: string]: Tree };

/** A type of cdk8s's generated classes with expressions and decisions allowed in any place. */
export type Templated<T> = T extends string
  ? `${T}` | Expr<string> | When<unknown> | Lines<unknown>
  : T extends number | boolean
    ? T | Expr<T> | When<unknown>
    : T extends IntOrString
      ? T | Expr<number | string> | When<unknown>
      : T extends Quantity
        ? T | Expr<string> | When<unknown>
        : T extends readonly (infer I)[]
          ? | readonly (Templated<I> | Each<unknown> | Expr<readonly unknown[]> | readonly Tree[])[]
            | Expr<readonly unknown[]>
            | When<unknown>
            | NeverEmpty<unknown>
          : T extends object
            ? | { readonly [K in keyof T]: Templated<T[K]> | undefined }
              | Expr<object>
              | When<unknown>
              | Merged<unknown>
              | Include<unknown>
              | Each<unknown>
              | NeverEmpty<unknown>
            : T;

/** A decision on a property, a list item or a whole part of a manifest: there, or not. */
export function when<T extends Tree>(condition: Condition, then: T): When<T> {
  return new When(condition, then);
}

/** A decision between two. */
export function choose<A extends Tree, B extends Tree>(
  condition: Condition,
  then: A,
  otherwise: B,
): When<A | B> {
  return new When(condition, then, otherwise);
}

/** A value that is left out where it is empty. */
export function ifSet<T>(value: Expr<T>): When<T> {
  return new When(value, value);
}

/** One list item for each item of a list. */
export function each<D>(
  list: Expr<readonly D[]>,
  name: string,
  body: (item: ItemRef<D>) => Tree,
): Each<unknown> {
  const item = new Variable(name);
  return new Each(list, { item }, body(itemOf(list, item) as ItemRef<D>));
}

/** One or more list items, or keys of a map, for each entry of a map, in the order of the keys. */
export function eachEntry<D>(
  map: Expr<Readonly<Record<string, D>>>,
  names: { readonly key: string; readonly entry: string },
  body: (key: Expr<string>, entry: ItemRef<D>) => Tree,
): Each<unknown> {
  const variables = { key: new Variable(names.key), item: new Variable(names.entry) };
  return new Each(map, variables, body(keyOf(variables.key), itemOf(map, variables.item) as ItemRef<D>));
}

/** The references within a loop: those of the item's declaration. */
export type ItemRef<D> = Expr<D> &
  (D extends object
    ? string extends keyof D
      ? unknown
      : { readonly [K in keyof D]-?: ItemRef<NonNullable<D[K]>> }
    : unknown);

/** The key of a loop over a map. Keys are names by declaration, so they can stand anywhere. */
export function keyOf(variable: Variable): Expr<string> {
  return expr({ op: 'path', root: variable, keys: [], shape: TOKEN, absent: undefined, careful: false });
}

/** A value by the name of a variable. */
export function named<T>(variable: Variable, value: Expr<T>): Expr<T> {
  const { shape } = value[NODE];
  return expr({ op: 'path', root: variable, keys: [], shape, absent: undefined, careful: false });
}

/** The item of a loop over a list or the entry of a loop over a map. */
export function itemOf(source: Expr<unknown>, variable: Variable): Expr<unknown> {
  const { shape } = source[NODE];
  if (shape.type === 'list') return references(shape.item, variable);
  if (shape.type === 'map') return references(shape.entry, variable);
  throw new Error(`A loop needs a declared list or map, not a ${shape.type}.`);
}

/** A map put together from parts. No two parts may set the same key. */
export function merged(...parts: readonly Tree[]): Merged<unknown> {
  return new Merged(parts);
}

/** A list or map that is never empty although each of its parts may be absent; rendering stops where it is. */
export function neverEmpty(tree: Tree): NeverEmpty<unknown> {
  return new NeverEmpty(tree);
}

/** One key of a map, in a loop over a map. */
export function pair(key: Expr<string>, value: Tree): Pair<unknown> {
  return new Pair(key, value);
}

/** Text of several lines. */
export function lines(...items: Lines<string>['lines']): Lines<string> {
  return new Lines(items);
}

/** Whether a tree is a plain map. */
export function isTreeMap(tree: Tree): tree is Readonly<Record<string, Tree>> {
  return (
    typeof tree === 'object' &&
    tree !== null &&
    Object.getPrototypeOf(tree) === Object.prototype &&
    !isExpr(tree)
  );
}

/** Whether a tree is a plain list. */
export function isTreeList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}
