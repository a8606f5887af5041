import * as z from 'zod';
import type { Declaration, ValueSchema } from './declaration';
import { checked } from './pattern';

/** The declaration of a single value that has a default. */
export type Scalar<T extends string | number | boolean, S extends boolean = false> = Declaration<
  T,
  'defaulted',
  S
>;

/** What a string must look like. */
export interface StringForm {
  /** Without flags but `u`. */
  readonly pattern: RegExp;
  /** Most characters; by default as many as the pattern lets through. */
  readonly longest?: number;
  /** As in a {@link Declaration}. */
  readonly expects: string;
  /** As in a {@link Declaration}. */
  readonly limits?: string;
  /** As in a {@link Declaration}. */
  readonly examples?: readonly string[];
  /** As in a {@link Declaration}. */
  readonly samples: readonly string[];
  /** Whether no character gets through that YAML or a template could misread. */
  readonly yamlSafe: boolean;
}

/**
 * Declares a string of a certain form.
 *
 * @throws AuthorError where Helm would not read the pattern as JavaScript does
 */
export function formed(def: string, description: string, form: StringForm): Scalar<string> {
  const pattern = checked(form.pattern);
  return {
    shape: { type: 'string', yamlSafe: form.yamlSafe },
    schema: () => schemaOf({ ...form, pattern }),
    presence: 'defaulted',
    default: def,
    description,
    expects: form.expects,
    ...(form.limits === undefined ? {} : { limits: form.limits }),
    ...(form.examples === undefined ? {} : { examples: form.examples }),
    secret: false,
    samples: form.samples,
  };
}

/** What checks strings of a form. */
export function schemaOf({ pattern, longest }: Pick<StringForm, 'pattern' | 'longest'>): ValueSchema<string> {
  const strings = z.string().regex(pattern);
  return longest === undefined ? strings : strings.max(longest);
}
