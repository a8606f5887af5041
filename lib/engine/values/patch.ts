import type { Fields, MapOf } from './collections';
import type { Declaration, TypeOf } from './declaration';

/**
 * What an environment may change of a stack's values: any part of them, `null` to take a default away. Secrets cannot be
 * given: an environment is in the repository and names an existing Secret instead.
 */
export type Patch<D> = D extends {
  readonly shape: { readonly type: 'section'; readonly fields: infer F extends Fields };
}
  ? {
      readonly [K in keyof F as F[K] extends Declaration<unknown, 'defaulted', true> ? never : K]?: Patch<
        F[K]
      > | null;
    }
  : D extends MapOf<infer E>
    ? Readonly<Record<string, Patch<E> | null>>
    : TypeOf<D>;
