import { quoteForMessage } from '../../engine/values/wording';
import { UserError } from '../explain';

/**
 * An argument that has to have a form.
 *
 * @param option what it is called
 * @throws UserError when it is missing, or has another form
 */
export function form(option: string, given: string | undefined, pattern: RegExp, right: string): string {
  if (given === undefined) throw new UserError(`${option} is missing; give ${right}.`);
  if (!pattern.test(given))
    throw new UserError(`${option} is ${quoteForMessage(given)}; it must be ${right}.`);
  return given;
}

/**
 * A place in an OCI registry.
 *
 * @throws UserError when it is none
 */
export function registryPlace(option: string, given: string): string {
  return form(option, given, /^oci:\/\/[^\s/]+(\/[^\s/]+)*$/, 'oci://HOST/PATH, without a slash at its end');
}
