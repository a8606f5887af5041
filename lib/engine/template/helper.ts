import type { Shape } from '../values/declaration';
import type { Expr } from './expression';
import type { Tree } from './tree';

/**
 * Something with a name of its own, written once and used in many places: a named template in `_helpers.tpl`.
 *
 * - `value`: a text or number, such as the full name of the release.
 * - `condition`: true or false; in a template it prints `true` or nothing, which is how Helm passes conditions around.
 * - `map`: part of an object, such as the labels.
 */
export type Helper =
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly comment: string;
      readonly body: Tree;
      readonly shape: Shape;
    }
  | {
      readonly kind: 'condition';
      readonly name: string;
      readonly comment: string;
      readonly body: Expr<unknown>;
      readonly shape: Shape;
    }
  | { readonly kind: 'map'; readonly name: string; readonly comment: string; readonly body: Tree };
