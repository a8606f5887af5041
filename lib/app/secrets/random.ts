import { randomBytes } from 'node:crypto';
import type { SecretForm } from '../../kubernetes/secret-form';

const BYTES = 24;

/** How a value of a form is made: fixed, or of random bytes. */
export interface Recipe {
  /** What it begins with; all of it, where it has no random bytes. */
  readonly prefix: string;
  readonly random?: { readonly bytes: number; readonly encoding: 'hex' | 'base64' };
}

/** How a value of a form is made. */
export function recipeOf({ fixed, prefix = '', random }: SecretForm): Recipe {
  if (fixed !== undefined) return { prefix: fixed };
  if (typeof prefix !== 'string')
    throw new Error('The prefix of a form is known once a stack has its values.');
  return { prefix, random: random ?? { bytes: BYTES, encoding: 'hex' } };
}

/** A new value of a form: another one each time. */
export function newValue(form: SecretForm): string {
  const { prefix, random } = recipeOf(form);
  return random === undefined ? prefix : `${prefix}${randomBytes(random.bytes).toString(random.encoding)}`;
}
