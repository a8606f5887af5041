import type { Declaration, Shape } from '../values/declaration';
import { AuthorError } from '../values/author-error';
import { expr, NODE, references, SAFE_STRING, Variable, type Expr, type ItemRef } from './expression';
import {
  Commented,
  Each,
  Lines,
  Merged,
  NeverEmpty,
  Pair,
  When,
  type Condition,
  type Include,
  type Tree,
  type Wrapper,
} from './nodes';

export {
  Commented,
  Each,
  Include,
  Lines,
  Merged,
  NeverEmpty,
  Pair,
  When,
  type LoopVariables,
  type Tree,
} from './nodes';
export type { ItemRef } from './expression';

/** A type of cdk8s's generated classes with expressions and decisions allowed in any place. */
export type Templated<T> = T extends string
  ? Decided<`${T}` | Expr<string> | Lines<unknown>>
  : T extends boolean
    ? Decided<boolean | Expr<boolean>>
    : T extends number
      ? Decided<T | Expr<T>>
      : T extends Wrapper
        ? Decided<T | Expr<number | string>>
        : T extends readonly (infer I)[]
          ? Decided<readonly TemplatedItem<I>[] | Expr<readonly unknown[]> | NeverEmpty<unknown>>
          : T extends object
            ? Decided<
                | { readonly [K in keyof T]: Templated<T[K]> | undefined }
                | Expr<object>
                | Merged<unknown>
                | Include<unknown>
                | Each<unknown>
                | NeverEmpty<unknown>
              >
            : T;

/** An item of a list, or what stands for none or several of them. */
export type TemplatedItem<I> = Decided<
  Templated<I> | Each<unknown> | Expr<readonly unknown[]> | readonly TemplatedItem<I>[] | readonly Tree[]
>;

/** Something, or a decision whose sides may stand in its place, or either with a comment. */
type Decided<T> = T | When<Decided<T>> | Commented<Decided<T>>;

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

/**
 * A property, a list item or a map with the reason for it, in one or more sentences. The chart has them as a YAML comment above it, so that
 * the reason is read where the question comes up: in the template and in what `helm template` prints.
 *
 * @example replicas: commented('Two would write to the same file.', 1)
 */
export function commented<T extends Tree>(comment: string, tree: T): Commented<T> {
  return new Commented(comment, tree);
}

/** A value that is left out where it is empty. */
export function ifSet<T>(value: Expr<T>): When<T> {
  return new When(value, value);
}

/** One list item for each item of a list. */
export function each<S extends Expr<readonly unknown[]>>(
  list: S,
  name: string,
  body: (item: ItemRef<S>) => Tree,
): Each<unknown> {
  const item = new Variable(name);
  return new Each(list, { item }, body(itemOf(list, item)));
}

/** One or more list items, or keys of a map, for each entry of a map, in the order of the keys. */
export function eachEntry<S extends Expr<Readonly<Record<string, unknown>>>>(
  map: S,
  names: { readonly key: string; readonly entry: string },
  body: (key: Expr<string>, entry: ItemRef<S>) => Tree,
): Each<unknown> {
  const variables = { key: new Variable(names.key), item: new Variable(names.entry) };
  return new Each(map, variables, body(keyOf(variables.key), itemOf(map, variables.item)));
}

/** The key of a loop over a map. Keys are names by declaration, so they can stand anywhere. */
export function keyOf(variable: Variable): Expr<string> {
  return expr({
    op: 'path',
    root: variable,
    keys: [],
    shape: SAFE_STRING,
    absent: undefined,
    nullSafe: false,
  });
}

/** A value by the name of a variable. */
export function named<T>(variable: Variable, value: Expr<T>): Expr<T> {
  const node = value[NODE];
  // What may be absent may be so by its name too.
  const absent = node.op === 'path' && node.absent === 'omit' ? 'omit' : undefined;
  return expr({ op: 'path', root: variable, keys: [], shape: node.shape, absent, nullSafe: false });
}

/** The item of a loop over a list or the entry of a loop over a map. */
export function itemOf<S extends Expr<unknown>>(source: S, variable: Variable): ItemRef<S> {
  const item: Expr<unknown> = references(declarationOfItems(source[NODE].shape), variable);
  // The declaration in the shape is the one that the type was made from.
  return item as ItemRef<S>;
}

function declarationOfItems(shape: Shape): Declaration<unknown> {
  if (shape.type === 'list') return shape.item;
  if (shape.type === 'map') return shape.entry;
  throw new AuthorError(`A loop needs a declared list or map, not a ${shape.type}.`);
}

/** A map put together from parts. No two parts may set the same key. */
export function merged(...parts: readonly Tree[]): Merged<unknown> {
  return new Merged(parts);
}

/** A list or map that is never empty although each of its parts may be absent; the plain rendering stops where it is. */
export function neverEmpty(tree: Tree): NeverEmpty<unknown> {
  return new NeverEmpty(tree);
}

/** One key of a map, in a loop over a map. */
export function pair(key: Expr<string>, value: Tree): Pair<unknown> {
  return new Pair(key, value);
}

/** A string of several lines. */
export function lines(...items: Lines<string>['lines']): Lines<string> {
  return new Lines(items);
}
