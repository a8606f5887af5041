import { acceptedValueSets } from './accepted';
import { violationsOf } from './api-rules/violations';
import { withoutOwnPieces } from './own-pieces';
import { objectsFor, STACKS } from './releases';

const SEED = Number(process.env['INPUTS_SEED'] ?? 20_261_121);
const COUNT = 150;

it.each(STACKS)('%s gives objects that the API server accepts, for generated values', (stack) => {
  const found = new Map<string, string>();
  let objects = 0;
  for (const input of acceptedValueSets(stack, COUNT, SEED)) {
    const rendered = objectsFor(stack, input);
    objects += rendered.length;
    for (const problem of withoutOwnPieces(violationsOf(rendered))) found.set(problem, JSON.stringify(input));
  }
  process.stdout.write(
    `inputs ${stack}: seed ${String(SEED)}, ${String(COUNT)} value sets accepted, ${String(objects)} objects, ` +
      `${String(found.size)} against the rules of the API server\n`,
  );
  expect(Object.fromEntries(found)).toEqual({});
});
