import { faultsOf, countBy, rejectionOf } from './sentences';
import { inputsOf } from './stacks';
import { objectsFor, SOURCE, STACKS } from './releases';
import { KIND_NAMES } from './wrong-texts';
import { wrongInputs } from './wrong-values';

// Others are found with INPUTS_SEED=7 npm run test:exhaustive -- test/inputs/values
const SEED = Number(process.env['INPUTS_SEED'] ?? 20_261_121);

// What can be got wrong in any stack.
const EVERYWHERE = [
  'unknown key', 'misspelt key', 'null where something must be', 'list for a map', 'text for a map', 'map for a list', 'text for a list',
  'text for a number', 'fraction', 'huge number', 'port below the least', 'port above the most', 'number below the least', 'text for a flag',
  'number for a text', 'flag for a text', 'list for a text', 'map for a text', 'Kubernetes name', 'short name', 'quantity', 'image repository',
  'image tag', 'path', 'word of several', 'label value', 'any text', 'annotation key', 'label key', 'variable key', 'wrong key in an object',
  'fraction in an object', 'host of an Ingress',
] as const; // prettier-ignore

const tried = new Set<string>();
let total = 0;

describe.each(STACKS)('%s', (stack) => {
  it('rejects every kind of mistake at every place, by file and path', () => {
    const inputs = wrongInputs(stack, SEED);
    const wrong: string[] = [];
    let accepted = 0;
    for (const input of inputs) {
      const { mistake, path } = input;
      const message = rejectionOf(() => objectsFor(stack, input));
      if (message === undefined) accepted += 1;
      const faults =
        message === undefined
          ? ['it is accepted']
          : [
              ...faultsOf(message, new RegExp(`^${SOURCE.replace('.', '\\.')}: \\S`)),
              ...(namesPath(message, path, mistake) ? [] : [`it does not name ${path}: ${message}`]),
            ];
      const line = `${stack}: ${mistake} at ${path}: ${faults.join('; ')}`;
      if (faults.length > 0) wrong.push(line);
    }
    const classes = countBy(inputs.map(({ mistake }) => mistake));
    for (const mistake of classes.keys()) tried.add(mistake);
    total += inputs.length;
    process.stdout.write(
      `inputs ${stack}: seed ${String(SEED)}, ${String(inputs.length - accepted)} wrong value sets rejected ` +
        `(${String(classes.size)} classes), ${String(accepted)} accepted\n`,
    );
    expect(wrong).toEqual([]);
    const missing = EVERYWHERE.filter((mistake) => !classes.has(mistake));
    expect(missing).toEqual(inputsOf(stack).lacks ?? missing);
  });
});

it('tries every kind of text somewhere, and enough of all', () => {
  expect(EVERYWHERE.filter((mistake) => !tried.has(mistake))).toEqual([]);
  expect(KIND_NAMES.filter((kind) => !tried.has(kind))).toEqual([]);
  expect(total).toBeGreaterThanOrEqual(1500);
});

/** Whether a line is about a path, right after the name of the file: about the place within an object of the Kubernetes API. */
function namesPath(message: string, path: string, mistake: string): boolean {
  const start = `${SOURCE}: ${path}`;
  const end = mistake.endsWith(' in an object') ? /^( |$|\.|\[)/ : /^( |$)/;
  return message.split('\n').some((line) => line.startsWith(start) && end.test(line.slice(start.length)));
}
