import type { Declaration, Json, Shape, TypeOf } from '../values/declaration';
import type { FunctionName } from './functions';
import type { Helper } from './helper';

/** Marks an expression and holds what it computes. A symbol, so that no key of a values file can collide with it. */
export const NODE = Symbol('expression');
declare const TYPE: unique symbol;

/**
 * A value that is known only when a release is rendered: a reference to a user's value, the release's name, or something
 * computed from them. A constructs' code passes expressions on where it would pass numbers, texts and lists.
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
  | { readonly op: 'include'; readonly helper: Helper; readonly shape: Shape };

/** A reference: a value under a root. */
export interface PathNode {
  readonly op: 'path';
  readonly root: Root;
  readonly keys: readonly string[];
  readonly shape: Shape;
  /** What stands in for the value where it is absent; `undefined` where it is always there. */
  readonly absent: { readonly default: Json } | 'omit' | undefined;
  /** Whether a map on the way may be absent, so that the way has to be walked with care. */
  readonly careful: boolean;
}

/** Where a reference starts. */
export type Root = 'Values' | 'Release' | 'Chart' | Variable;

/** The item, key or entry of a loop. */
export class Variable {
  constructor(readonly name: string) {}
}

/** References to the values of a declaration: the value itself, and for a section its fields too. */
export type Ref<D> = Expr<TypeOf<D>> &
  (D extends { readonly shape: { readonly type: 'section'; readonly fields: infer F } }
    ? { readonly [K in keyof F]: Ref<F[K]> }
    : unknown);

/** Whether something is an expression. */
export function isExpr(value: unknown): value is Expr<unknown> {
  return typeof value === 'object' && value !== null && NODE in value;
}

/** Whether something is an expression for a list. */
export function isListExpr(value: unknown): value is Expr<readonly unknown[]> {
  return isExpr(value) && value[NODE].shape.type === 'list';
}

/** Makes an expression of what it computes. */
export function expr<T>(node: ExprNode): Expr<T> {
  // The typed classes that cdk8s generates read `.value` of quantities and int-or-string unions; an expression in such a
  // place answers with itself and so comes through unharmed. Sections have no such getter: a field may be named `value`.
  return node.shape.type === 'section'
    ? { [NODE]: node }
    : Object.defineProperty({ [NODE]: node }, 'value', {
        get(): unknown {
          return this;
        },
      });
}

/** An expression for a value that is known now. */
export function literal<T extends Json>(value: T): Expr<T> {
  return expr({ op: 'literal', value, shape: shapeOf(value) });
}

/** The expression itself, or one for a value known now. */
export function toExpr<T extends Json>(value: T | Expr<T>): Expr<T> {
  return isExpr(value) ? value : literal(value);
}

function shapeOf(value: Json): Shape {
  switch (typeof value) {
    case 'number':
      return { type: 'integer', maximum: value };
    case 'boolean':
      return { type: 'boolean' };
    case 'string':
      return TEXT;
    default:
      return { type: 'object' };
  }
}

/** Any text. */
export const TEXT: Shape = { type: 'string', token: false };
/** Text that nothing can misread: names, numbers, host names. */
export const TOKEN: Shape = { type: 'string', token: true };
/** True or false. */
export const BOOLEAN: Shape = { type: 'boolean' };

/** References to all values of a declaration. */
export function references<D extends Declaration<unknown>>(declaration: D, root: Root = 'Values'): Ref<D> {
  return refTo(declaration, { root, keys: [], careful: false, inEntry: root !== 'Values' }) as Ref<D>;
}

interface Place {
  readonly root: Root;
  readonly keys: readonly string[];
  readonly careful: boolean;
  readonly inEntry: boolean;
}

function refTo(declaration: Declaration<unknown>, place: Place): Expr<unknown> {
  const { shape } = declaration;
  const node: PathNode = {
    op: 'path',
    root: place.root,
    keys: place.keys,
    shape,
    careful: place.careful,
    absent: absent(),
  };
  const reference = expr(node);
  if (shape.type === 'section') {
    const careful =
      place.careful || (place.inEntry && place.keys.length > 0 && declaration.presence !== 'mandatory');
    for (const [key, field] of Object.entries(shape.fields)) {
      // Made when first asked for: a stack touches each value once, a large section costs nothing until then.
      Object.defineProperty(reference, key, {
        enumerable: true,
        get: () => refTo(field, { ...place, keys: [...place.keys, key], careful }),
      });
    }
  }
  return reference;

  function absent(): PathNode['absent'] {
    // An item of a loop is there, or there would be no round.
    if (place.keys.length === 0) return undefined;
    if (declaration.presence === 'optional' || declaration.presence === 'removable') return 'omit';
    if (
      declaration.presence === 'defaulted' &&
      place.inEntry &&
      declaration.default !== undefined &&
      shape.type !== 'section'
    ) {
      return { default: declaration.default };
    }
    return undefined;
  }
}
