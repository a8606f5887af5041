import type { Declaration, Json, Shape, TypeOf } from '../values/declaration';
import { isExpr, NODE, type Expr, type ExprNode, type PathNode, type Root } from './nodes';

export { isExpr, NODE, Variable, type Expr, type ExprNode, type PathNode, type Root } from './nodes';

declare const ITEM: unique symbol;

/** A list or map of which the declaration of its items is known, for the references within a loop over it. */
export interface Collection<out D> {
  readonly [ITEM]?: D;
}

/** References to the values of a declaration: the value itself, and for a section its fields too. */
export type Ref<D> = Expr<TypeOf<D>> &
  (D extends { readonly shape: { readonly type: 'section'; readonly fields: infer F } }
    ? { readonly [K in keyof F]: Ref<F[K]> }
    : D extends { readonly shape: { readonly type: 'list'; readonly item: infer I } }
      ? Collection<I>
      : D extends { readonly shape: { readonly type: 'map'; readonly entry: infer I } }
        ? Collection<I>
        : unknown);

/** The references within a loop: those of the item's declaration, where that is known, or else of the type of its values. */
export type ItemRef<S> =
  S extends Collection<infer D extends Declaration<unknown>>
    ? Ref<D>
    : S extends Expr<readonly (infer T)[] | Readonly<Record<string, infer T>>>
      ? ValueRef<T>
      : never;

type ValueRef<T> = Expr<T> &
  (T extends object
    ? string extends keyof T
      ? unknown
      : { readonly [K in keyof T]-?: ValueRef<NonNullable<T[K]>> }
    : unknown);

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

/** Whether an expression refers to a string that may be given as a number: a quantity. */
export function mayBeNumber({ op, shape }: ExprNode): boolean {
  return op === 'path' && shape.type === 'string' && shape.orNumber === true;
}

/** Whether values of a shape are lists or maps, which are left out where they are empty. */
export function isCollection({ type }: Shape): boolean {
  switch (type) {
    case 'list':
    case 'map':
    case 'section':
    case 'object':
      return true;
    case 'string':
    case 'integer':
    case 'boolean':
      return false;
  }
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

/** Any string. */
export const TEXT: Shape = { type: 'string', yamlSafe: false };
/** A string that nothing can misread: names, numbers, host names. */
export const SAFE_STRING: Shape = { type: 'string', yamlSafe: true };
/** True or false. */
export const BOOLEAN: Shape = { type: 'boolean' };

/** Whether an expression is a value that may be absent, and be 0 or false, which is something else: to Go templates both are nothing. */
export function isOptionalZero(expression: Expr<unknown>): boolean {
  const node = expression[NODE];
  if (node.op !== 'path' || node.absent !== 'omit') return false;
  const { shape } = node;
  return shape.type === 'boolean' || (shape.type === 'integer' && (shape.minimum ?? 1) <= 0);
}

/** References to all values of a declaration. */
export function references<D extends Declaration<unknown>>(declaration: D, root: Root = 'Values'): Ref<D> {
  return refTo(declaration, { root, keys: [], nullSafe: false, inEntry: root !== 'Values' }) as Ref<D>;
}

interface Place {
  readonly root: Root;
  readonly keys: readonly string[];
  readonly nullSafe: boolean;
  readonly inEntry: boolean;
}

function refTo(declaration: Declaration<unknown>, place: Place): Expr<unknown> {
  const { shape } = declaration;
  const node: PathNode = {
    op: 'path',
    root: place.root,
    keys: place.keys,
    shape,
    nullSafe: place.nullSafe,
    absent: absent(),
  };
  const reference = expr(node);
  if (shape.type === 'object' && shape.nullableFields === true)
    return expr({ op: 'call', fn: 'withoutNull', args: [reference], shape });
  if (shape.type === 'section') {
    const nullSafe =
      place.nullSafe || (place.inEntry && place.keys.length > 0 && declaration.presence !== 'required');
    for (const [key, field] of Object.entries(shape.fields)) {
      // Made when first asked for: a stack touches each value once, a large section costs nothing until then.
      Object.defineProperty(reference, key, {
        enumerable: true,
        get: () => refTo(field, { ...place, keys: [...place.keys, key], nullSafe }),
      });
    }
  }
  return reference;

  function absent(): PathNode['absent'] {
    // An item of a loop is there, or there would be no iteration.
    if (place.keys.length === 0) return undefined;
    if (declaration.presence === 'optional' || declaration.presence === 'nullable') return 'omit';
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
