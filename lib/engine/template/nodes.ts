import type { IConstruct } from 'constructs';
import type { Json, Shape } from '../values/declaration';
import { AuthorLine } from '../values/author-line';
import type { FunctionName } from './functions';

// The types of the tree, in one file since they refer to one another: an expression may call a helper, whose body is a tree,
// in which expressions stand. `expression.ts`, `operators.ts` and `tree.ts` make them.

/** Marks an expression and holds what it computes. A symbol, so that no key of a values file can collide with it. */
export const NODE = Symbol('expression');
declare const TYPE: unique symbol;

/**
 * A value that is known only when a release is rendered: a reference to a user's value, the release's name, or something
 * computed from them. A construct's code passes expressions on where it would pass numbers, strings and lists.
 *
 * The plain rendering computes it (`evaluate`); the chart rendering writes it down as a Helm template.
 */
export interface Expr<out T> {
  readonly [NODE]: ExprNode;
  readonly [TYPE]?: T;
}

/** What an expression computes. */
export type ExprNode =
  | { readonly op: 'literal'; readonly value: Json; readonly shape: Shape }
  | PathNode
  | {
      readonly op: 'call';
      readonly fn: FunctionName;
      readonly args: readonly Expr<unknown>[];
      readonly shape: Shape;
    }
  | { readonly op: 'text'; readonly parts: readonly (string | Expr<unknown>)[]; readonly shape: Shape }
  | {
      readonly op: 'required';
      readonly value: Expr<unknown>;
      readonly message: string;
      readonly shape: Shape;
    }
  | { readonly op: 'include'; readonly helper: ScalarHelper; readonly shape: Shape }
  | {
      readonly op: 'field';
      readonly resource: TemplateFile;
      readonly key: string;
      readonly shape: Shape;
    };

/** A resource, as far as an expression has to know it to ask what becomes of it: see `Resource.field`. */
export interface TemplateFile extends IConstruct {
  readonly manifest: Readonly<Record<string, Tree>>;
  readonly hook: 'test' | undefined;
}

/** A reference: a value under a root. */
export interface PathNode {
  readonly op: 'path';
  readonly root: Root;
  readonly keys: readonly string[];
  readonly shape: Shape;
  /** What stands in for the value where it is absent; `undefined` where it is always there. */
  readonly absent: { readonly default: Json } | 'omit' | undefined;
  /** Whether a map on the way may be absent, so that the way has to be walked with care. */
  readonly nullSafe: boolean;
}

/** Where a reference starts. */
export type Root = 'Values' | 'Release' | 'Chart' | Variable;

/** The item, key or entry of a loop. */
export class Variable {
  constructor(readonly name: string) {}
}

/** Something that a condition can ask: an empty string, list or map, 0, false and nothing at all are false. */
export type Condition = Expr<unknown>;

/** What all helpers have. */
interface NamedPart {
  readonly name: string;
  readonly comment: string;
  /** Where its author wrote it. */
  readonly written?: AuthorLine;
}

/** A helper that gives a string, a number or a condition. */
export type ScalarHelper = NamedPart &
  (
    | { readonly kind: 'value'; readonly body: Tree; readonly shape: Shape }
    | { readonly kind: 'condition'; readonly body: Condition; readonly shape: Shape }
  );

/** A helper that gives part of an object, such as the labels. */
export interface MapHelper extends NamedPart {
  readonly kind: 'map';
  readonly body: Tree;
}

/**
 * Something with a name of its own, written once and used in many places: a named template in `_helpers.tpl`.
 *
 * - `value`: a string or number, such as the full name of the release.
 * - `condition`: true or false; in a template it prints `true` or nothing, which is how Helm passes conditions around.
 * - `map`: part of an object, such as the labels.
 */
export type Helper = ScalarHelper | MapHelper;

/** What is more than JSON in a tree. `T` is what it stands for, so that the compiler can tell whether it may stand there. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it is there for the compiler only
abstract class Structure<out T> {
  declare protected readonly type: T;
  abstract readonly kind: string;
}

/** The two sides of a decision that is taken when a release is rendered. */
export class When<out T> extends Structure<T> {
  readonly kind = 'when';
  constructor(
    readonly condition: Condition,
    readonly then: Tree,
    readonly otherwise?: Tree,
  ) {
    super();
  }
}

/** The items that one list item, or the keys that one part of a map, becomes for each item of a list or entry of a map. */
export class Each<out T> extends Structure<T> implements Loop {
  readonly kind = 'each';
  constructor(
    readonly source: Expr<unknown>,
    readonly variables: LoopVariables,
    readonly body: Tree,
  ) {
    super();
  }
}

/** What a loop goes over, and what it calls its item. */
export interface Loop {
  readonly source: Expr<unknown>;
  readonly variables: LoopVariables;
}

/** What a loop calls its item, or its key and its entry. */
export interface LoopVariables {
  readonly key?: Variable;
  readonly item: Variable;
}

/** A map put together from parts, such as standard labels and labels of the user. */
export class Merged<out T> extends Structure<T> {
  readonly kind = 'merged';
  constructor(readonly parts: readonly Tree[]) {
    super();
  }
}

/** The map of a helper, in place. */
export class Include<out T> extends Structure<T> {
  readonly kind = 'include';
  constructor(readonly helper: MapHelper) {
    super();
  }
}

/** A string of several lines, each of them with values in it, some of them only at times. */
export class Lines<out T> extends Structure<T> {
  readonly kind = 'lines';
  // Private, so that two with the same lines are the same.
  readonly #written = new AuthorLine();

  constructor(readonly lines: readonly (string | Expr<string> | When<unknown> | Each<unknown>)[]) {
    super();
  }

  /** Where its author wrote it. */
  get written(): AuthorLine {
    return this.#written;
  }
}

/** One key of a map where the key is known only when a release is rendered. */
export class Pair<out T> extends Structure<T> {
  readonly kind = 'pair';
  constructor(
    readonly key: Expr<string>,
    readonly value: Tree,
  ) {
    super();
  }
}

/** A list or map of which the author knows that something in it is always there, though each part is not. */
export class NeverEmpty<out T> extends Structure<T> {
  readonly kind = 'neverEmpty';
  constructor(readonly tree: Tree) {
    super();
  }
}

/** Something with the reason for it, which a chart has as a comment; the plain rendering has none. */
export class Commented<out T> extends Structure<T> {
  readonly kind = 'commented';
  constructor(
    readonly comment: string,
    readonly tree: Tree,
  ) {
    super();
  }
}

type Structural =
  | When<unknown>
  | Each<unknown>
  | Merged<unknown>
  | Include<unknown>
  | Lines<unknown>
  | Pair<unknown>
  | NeverEmpty<unknown>
  | Commented<unknown>;

/** A scalar in one of the classes that cdk8s generates for it, such as IntOrString and Quantity; every minor of cdk8s-plus has its own. */
export interface Wrapper {
  readonly value: unknown;
}

/** Anything that can stand in a manifest: JSON with expressions and decisions in any place. */
export type Tree =
  | string
  | number
  | boolean
  | null
  | undefined
  | Expr<unknown>
  | Structural
  | Wrapper
  | readonly Tree[]
  | { readonly [key: string]: Tree };

/**
 * A tree by its kind. Whoever treats trees by kind switches over this and ends with `impossible`, or returns from each case:
 * a kind that is forgotten somewhere then does not compile.
 */
export type TreeNode =
  | { readonly kind: 'absent' }
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'expression'; readonly expression: Expr<unknown> }
  /** One of cdk8s's wrappers, which its generated classes take off. */
  | { readonly kind: 'wrapped'; readonly value: Wrapper }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly entries: Readonly<Record<string, Tree>> }
  | Structural;

/** A tree with its kind. */
export function nodeOf(tree: Tree): TreeNode {
  if (tree === undefined) return { kind: 'absent' };
  if (typeof tree !== 'object' || tree === null) return { kind: 'scalar', value: tree };
  if (tree instanceof Structure) return tree;
  if (isExpr(tree)) return { kind: 'expression', expression: tree };
  if (isList(tree)) return { kind: 'list', items: tree };
  return isPlainMap(tree) ? { kind: 'map', entries: tree } : { kind: 'wrapped', value: tree };
}

/** Where no kind is left, for the compiler to check that none is forgotten. */
export function impossible(node: never): never {
  throw new TypeError(`${JSON.stringify(node)} is of no known kind.`);
}

/** Whether something is an expression. */
export function isExpr(value: unknown): value is Expr<unknown> {
  return typeof value === 'object' && value !== null && NODE in value;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function isPlainMap(tree: Tree & object): tree is Readonly<Record<string, Tree>> {
  return Object.getPrototypeOf(tree) === Object.prototype;
}
