import { mapOf, type MapOf } from '../engine/values/collections';
import type { Declaration, MapLimits } from '../engine/values/declaration';
import { text } from '../engine/values/scalars';

/** What the names of a user's environment variables may be: those that no other value sets. */
export function variableNames(reserved: RegExp, samples: readonly string[]): MapLimits {
  return {
    key: /^[A-Z][A-Z0-9_]*$/,
    reserved,
    expects: 'names in capitals that no other value sets',
    samples,
  };
}

/**
 * Environment variables that a user adds.
 *
 * @param settings the variables that other values set
 */
export function extraVariables(
  description: string,
  settings: readonly string[],
  samples: readonly string[],
): MapOf<Declaration<string>> {
  const reserved = new RegExp(`^(${settings.join('|')})$`);
  return mapOf({}, description, text('', 'Value of the variable.'), variableNames(reserved, samples));
}
