import type { Json } from '../values/declaration';
import { formatPath } from '../values/sources';
import { stringsIn } from '../values/strings';

/** The values of a stack in which a host of its Ingress or HTTPRoute stands; none where it is made of several. */
export function placesOfHost(values: Json, host: string): readonly string[] {
  return stringsIn(values)
    .filter(
      ({ path, text }) =>
        text.toLowerCase() === host && under(path, /ingress|route/i) && !under(path, /^tls/),
    )
    .map(({ path }) => formatPath(path));
}

/** The values of a stack that an object's name comes from, such as `fullnameOverride`; none where it is that of the release. */
export function placesOfName(values: Json, name: string): readonly string[] {
  const named = stringsIn(values).filter(
    ({ path, text }) =>
      /name/i.test(keyOf(path)) && text !== '' && (name === text || name.startsWith(`${text}-`)),
  );
  const longest = Math.max(0, ...named.map(({ text }) => text.length));
  return named.filter(({ text }) => text.length === longest).map(({ path }) => formatPath(path));
}

function under(path: readonly PropertyKey[], key: RegExp): boolean {
  return path.some((step) => typeof step === 'string' && key.test(step));
}

/** The last key on a path, which for an item of a list is that of the list. */
function keyOf(path: readonly PropertyKey[]): string {
  return path.findLast((step) => typeof step === 'string') ?? '';
}
