import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { everythingOn } from './everything-on';

/** Values with which a stack makes everything, and each of its Secrets by an ExternalSecret instead of from values. */
export function withExternalSecrets(name: StackName): JsonObject {
  const root = stacks[name].template().declaration;
  const places = [...placesOf(root)];
  const sources = places.filter(({ path, inEntry }) => path.at(-1) === 'externalSecret' && !inEntry);
  const changes = sources.flatMap(({ path }): JsonObject[] => {
    const section = path.slice(0, -1);
    const keys = places
      .filter(
        (place) => place.path.length === path.length + 2 && startsWith(place.path, [...path, 'remoteRefs']),
      )
      .map((place) => String(place.path.at(-1)));
    const remoteRefs = Object.fromEntries(keys.map((key) => [key, { key: `prod/${name}`, property: key }]));
    const source = { enabled: true, secretStoreRef: { name: 'vault' }, remoteRefs };
    // What they stand in for is as it is by default.
    const inline = places.filter(
      (place) =>
        place.path.length === path.length &&
        startsWith(place.path, section) &&
        keys.includes(String(place.path.at(-1))),
    );
    return [
      valuesWith(root, path, source) as JsonObject,
      ...inline.map((place) => valuesWith(root, place.path, place.declaration.default ?? null) as JsonObject),
    ];
  });
  return changes.reduce(overlay, everythingOn(name));
}

function startsWith(path: readonly unknown[], start: readonly unknown[]): boolean {
  return start.every((step, index) => path[index] === step);
}
