import type { Expr } from '../engine/template/expression';
import { hasKey, isGiven, not } from '../engine/template/operators';
import {
  choose,
  Commented,
  commented,
  merged,
  when,
  type Templated,
  type TemplatedItem,
  type Tree,
} from '../engine/template/tree';
import type { JsonObject } from '../engine/values/declaration';

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

/** A map of the user's with what it lacks of the chart's; nothing where the user takes it away. */
export function beside(user: Expr<JsonObject>, own: Readonly<Record<string, Tree>>) {
  return when(isGiven(user), merged(withoutKeysOf(user, own), user));
}

/** A map of the user's in place of the chart's. One that only takes fields away, by `null`, takes them from the chart's. */
export function insteadOfAll(user: Expr<JsonObject>, own: Readonly<Record<string, Tree>>) {
  return choose(user, user, merged(withoutKeysOf(user, own)));
}

function withoutKeysOf(user: Expr<JsonObject>, own: Readonly<Record<string, Tree>>): Tree {
  const lacking = Object.entries(own).map(([key, value]) => [key, when(not(hasKey(user, key)), value)]);
  return Object.fromEntries(lacking) as Tree;
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
