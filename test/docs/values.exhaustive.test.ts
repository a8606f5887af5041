import path from 'node:path';
import { placesOf as pathsOfWish, WISHES } from '../../lib/app/docs/values';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { sameJson } from '../../lib/engine/values/minimal-overrides';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { least, placesOf, valuesWith, type Place } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { fileOfStack } from '../support/file-of-stack';
import { helmOutput } from '../support/renderers';

/** Has for each stack, as `otherwise`, with what those values are seen that are not with everything switched on. */
const STACKS = path.join(__dirname, '../support/stacks');

const keys = Object.values(WISHES)
  .flat()
  .flatMap(([, ...names]) => names);

/** Other values than the default, as little as can be; none for a section, which has values of its own. */
function others({ declaration }: Place): readonly Json[] {
  const { shape, samples, default: def } = declaration;
  switch (shape.type) {
    case 'section':
      return [];
    case 'list':
      return [[itemOf(shape.item)]];
    case 'map':
      return [{ [shape.keys.samples.at(-1) ?? 'a']: least(shape.entry) }];
    case 'boolean':
      return [def !== true];
    default:
      return samples.filter((sample) => sample !== '' && !sameJson(sample, def));
  }
}

function itemOf(item: Declaration<unknown>): Json {
  return item.shape.type === 'string' ? (item.samples.find((sample) => sample !== '') ?? 'a') : least(item);
}

function ask(name: StackName, values: JsonObject) {
  const chart = path.join(__dirname, '../../dist/charts', name);
  return helmOutput(4, chart, { release: 'r', namespace: 'n', values: [values], set: [], setString: [] });
}

/** What values are laid over, and what Helm renders without them. */
interface Base {
  readonly values: JsonObject;
  readonly output: string;
}

async function baseOf(name: StackName, values: JsonObject): Promise<Base> {
  const result = await ask(name, values);
  if (!result.ok) throw new Error(result.message);
  return { values, output: result.output };
}

/** What the first of some values does that changes something; otherwise what the first one does. */
async function firstSeen(name: StackName, bases: readonly Base[], given: readonly JsonObject[]) {
  let first: 'rejected' | 'unseen' | undefined;
  for (const { values, output } of bases) {
    for (const one of given) {
      const after = await ask(name, overlay(values, one));
      if (after.ok && after.output !== output) return 'seen';
      first ??= after.ok ? 'unseen' : 'rejected';
      if (first === 'rejected') return first;
    }
  }
  return first;
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
    const { otherwise = {} } = fileOfStack<{ readonly otherwise: JsonObject }>(STACKS, name);
    const bases = [await baseOf(name, everything), await baseOf(name, overlay(everything, otherwise))];
    const unseen: string[] = [];
    const rejected: string[] = [];
    let seen = 0;
    for (const place of places) {
      const given = others(place).map((value) => valuesWith(root, place.path, value) as JsonObject);
      if (given.length === 0) continue;
      const effects = await firstSeen(name, bases, given);
      if (effects === 'seen') seen += 1;
      else (effects === 'rejected' ? rejected : unseen).push(place.path.join('.'));
    }
    process.stdout.write(
      `wishes ${name}: ${String(seen)} change what Helm renders, ${String(rejected.length)} need another value beside them\n`,
    );
    expect(unseen).toEqual([]);
    expect(rejected.length).toBeLessThanOrEqual(NOT_ALONE * (seen + rejected.length));
  }, 600_000);
});
