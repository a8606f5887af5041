import type { Expr } from '../engine/template/expression';
import {
  choose,
  Commented,
  commented,
  type Templated,
  type TemplatedItem,
  type Tree,
} from '../engine/template/tree';

/** What the user gives, or what the chart has where that is nothing. */
export function instead<T extends Templated<unknown>>(
  user: Expr<unknown> | undefined,
  own: T | undefined,
): T | undefined {
  if (user === undefined) return own;
  // A value is declared in the type of the field that it stands in.
  if (own === undefined) return user as T;
  // The reason for what the chart has stays above the decision.
  const decided: Tree =
    own instanceof Commented
      ? commented(own.comment, choose(user, user, own.tree))
      : choose(user, user, own as Tree);
  return decided as T;
}

/** A list of the chart and, after it, one of the user. */
export function withMore<T>(
  own: Templated<readonly T[]> | undefined,
  more: TemplatedItem<T> | undefined,
): Templated<readonly T[]> | undefined {
  if (more === undefined) return own;
  const items: readonly Tree[] = own === undefined ? [] : Array.isArray(own) ? own : [own as Tree];
  return [...items, more] as Templated<readonly T[]>;
}
