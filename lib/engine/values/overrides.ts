import type { Fields } from './collections';
import type { Declaration, TypeOf } from './declaration';

/**
 * What an environment may change of a stack's values: any part of them, `null` to take a default away. Secrets cannot be
 * given: an environment is in the repository and names an existing Secret instead.
 */
export type Overrides<D> = Changes<D, Declaration<unknown, 'defaulted', true>>;

/** What a release may change of a stack's values: any part of them, secrets too; `null` takes a default away. */
export type GivenValues<D> = Changes<D, never>;

type Changes<D, Hidden> = D extends {
  readonly shape: { readonly type: 'section'; readonly fields: infer F extends Fields };
}
  ? {
      readonly [K in keyof F as F[K] extends Hidden ? never : K]?: Changes<F[K], Hidden> | null;
    }
  : D extends { readonly shape: { readonly type: 'map'; readonly entry: infer E } }
    ? Readonly<Record<string, Changes<E, Hidden> | null>>
    : TypeOf<D>;
