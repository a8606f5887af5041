import type { RenderRequest } from '../support/renderers';
import type { Json } from './json';

/** Texts that `--set` takes for something else; `null` takes a default away. */
const RETYPED = /^(true|false|null|0|[+-]?[1-9]\d*)$/i;

/**
 * Writes single values as they are given on Helm's command line: each with `--set`, as the documents do, except
 * for the texts that Helm would take for something else.
 *
 * @throws Error for a value that the command line has no form for: a list, a map or a fraction
 */
export function setFlags(values: Readonly<Record<string, Json>>): Pick<RenderRequest, 'set' | 'setString'> {
  const set: string[] = [];
  const setString: string[] = [];
  for (const [path, value] of Object.entries(values)) {
    if (
      (typeof value === 'object' && value !== null) ||
      (typeof value === 'number' && !Number.isInteger(value))
    ) {
      throw new Error(`${path} cannot be given with --set: ${JSON.stringify(value)}`);
    }
    const flag = `${path}=${typeof value === 'string' ? escape(value) : value}`;
    (typeof value === 'string' && RETYPED.test(value) ? setString : set).push(flag);
  }
  return { set, setString };
}

/** A comma would start the next value, a brace a list. */
function escape(text: string): string {
  return text.replace(/[\\,={}]/g, '\\$&');
}
