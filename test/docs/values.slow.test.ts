import path from 'node:path';
import { placesOf as pathsOfWish, WISHES } from '../../lib/app/docs/values';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { sameJson } from '../../lib/engine/values/minimal-overrides';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { least, placesOf, valuesWith, type Place } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { helmOutput } from '../support/renderers';

const keys = Object.values(WISHES)
  .flat()
  .flatMap(([, ...names]) => names);

/** Another value than the default, as little as can be; none for a section, which has values of its own. */
function another({ declaration }: Place): Json | undefined {
  const { shape, samples, default: def } = declaration;
  switch (shape.type) {
    case 'section':
      return undefined;
    case 'list':
      return [itemOf(shape.item)];
    case 'map':
      return { [shape.keys.samples.at(-1) ?? 'a']: least(shape.entry) };
    case 'boolean':
      return def !== true;
    default:
      return samples.find((sample) => sample !== '' && !sameJson(sample, def));
  }
}

function itemOf(item: Declaration<unknown>): Json {
  return item.shape.type === 'string' ? (item.samples.find((sample) => sample !== '') ?? 'a') : least(item);
}

function ask(name: StackName, values: JsonObject) {
  const chart = path.join(__dirname, '../../dist/charts', name);
  return helmOutput(4, chart, { release: 'r', namespace: 'n', values: [values], set: [], setString: [] });
}

// What goes with it is said in its sentence: another value, a cluster, a controller.
const NOT_ALONE = 0.35;

describe.each(Object.keys(stacks) as StackName[])('%s', (name) => {
  it('shows in helm template what the table of wishes says it takes', async () => {
    const root = stacks[name].template().declaration;
    const wished = new Set(keys.flatMap((key) => pathsOfWish(name, key)));
    const places = [...placesOf(root)].filter(
      ({ path: at, inEntry }) => !inEntry && wished.has(at.join('.')),
    );
    const everything = everythingOn(name);
    const before = await ask(name, everything);
    expect(before).toHaveProperty('ok', true);
    const unseen: string[] = [];
    const rejected: string[] = [];
    let seen = 0;
    for (const place of places) {
      const value = another(place);
      if (value === undefined) continue;
      const after = await ask(name, overlay(everything, valuesWith(root, place.path, value) as JsonObject));
      if (!after.ok) rejected.push(place.path.join('.'));
      else if (before.ok && after.output === before.output) unseen.push(place.path.join('.'));
      else seen += 1;
    }
    process.stdout.write(
      `wishes ${name}: ${String(seen)} change what Helm renders, ${String(rejected.length)} need another value beside them\n`,
    );
    expect(unseen).toEqual([]);
    expect(rejected.length).toBeLessThanOrEqual(NOT_ALONE * (seen + rejected.length));
  });
});
