import { quoteForMessage } from '../../engine/values/wording';
import { suggestKey } from '../../engine/values/suggestion';
import { UserError } from '../explain';

/**
 * Asserts that something has a name.
 *
 * @throws UserError with the nearest name and all that there are
 */
export function requireKnown(what: string, name: string, known: readonly string[]): void {
  if (!known.includes(name)) throw new UserError(unknown(what, name, known));
}

/** The sentence on a name that nothing has, with the nearest one and all that there are. */
export function unknown(what: string, name: string, known: readonly string[]): string {
  const meant = suggestKey(name, known);
  if (known.length === 0) return `There is no ${what} ${quoteForMessage(name)}, and no other one either.`;
  const question = meant === undefined ? '.' : `; did you mean ${meant}?`;
  return `There is no ${what} ${quoteForMessage(name)}${question} There are: ${known.join(', ')}.`;
}
