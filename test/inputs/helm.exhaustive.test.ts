import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { render } from '../../lib/app/cli/render';
import { overlay } from '../../lib/engine/values/merge';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { helmTemplate, type HelmInput } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { conflictsOf } from './conflicts';
import { LET_THROUGH, ROWS_OF_FILES, ROWS_OF_VALUES, rowsOfTable, type LetThrough } from './let-through';
import { limitInputs } from './limits';
import { rejectionOf } from './sentences';
import { objectsFor, requiredValues, STACKS, templateOf, type Input } from './releases';
import { WRONG_FILES } from './wrong-files';
import { wrongInputs } from './wrong-values';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(600_000);

const SEED = Number(process.env['INPUTS_SEED'] ?? 20_261_121);
const MAJORS: readonly HelmMajor[] = [3, 4];
const SAMPLE = 150;
// Two processors are what a machine of CI has.
const AT_ONCE = 2;

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inputs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Buffer): string {
  files += 1;
  const file = path.join(folder, `${String(files)}.yaml`);
  writeFileSync(file, content);
  return file;
}

/** Does something for each of a list, a few at once. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

describe.each(STACKS)('%s', (stack) => {
  it('is rejected by Helm too for wrong values, or the table says why not', async () => {
    const chart = newChartFolder(templateOf(stack));
    const tally = { rejected: 0, named: 0 };
    const unnamed: string[] = [];
    const used = new Set<string>();
    try {
      await forEach(sampleOf(stack), async ({ input, mistake, message, major }) => {
        const { release, namespace, values } = input;
        const valueFiles = [fileOf(JSON.stringify(values))];
        const { ok } = await helmTemplate(major, { chart, release, namespace, valueFiles });
        const row = ROWS_OF_VALUES.find(([pattern]) => pattern.test(message))?.[1];
        if (!ok) tally.rejected += 1;
        else if (row !== undefined && rowsOfTable().includes(row)) {
          tally.named += 1;
          used.add(row);
        } else unnamed.push(`Helm ${String(major)} takes ${mistake}: ${message.slice(0, 300)}`);
      });
    } finally {
      rmSync(path.dirname(chart), { recursive: true });
    }
    process.stdout.write(
      `inputs helm ${stack}: seed ${String(SEED)}, ${String(tally.rejected)} rejected by Helm, ${String(tally.named)} let through as the table says\n`,
    );
    expect(unnamed).toEqual([]);
    expect(tally.rejected).toBeGreaterThanOrEqual(SAMPLE - 20);
    expect(used.size).toBeGreaterThan(0);
  });
});

interface Sampled {
  readonly input: Input;
  readonly mistake: string;
  readonly message: string;
  readonly major: HelmMajor;
}

/** Wrong values of every kind, those of which there are few first; each other one for Helm 3 and Helm 4. */
function sampleOf(stack: (typeof STACKS)[number]): Sampled[] {
  const conflicts = conflictsOf(stack).map(
    ({ path: place, values, release = 'my-release', namespace = 'ai-gateway' }) => ({
      mistake: `conflict at ${place}`,
      input: { release, namespace, values: overlay(requiredValues(stack), values) },
    }),
  );
  const limits = limitInputs(stack, SEED).map((input) => ({ mistake: 'value at its limit', input }));
  const values = wrongInputs(stack, SEED).map((input) => ({ mistake: input.mistake, input }));
  const byMistake = new Map<string, { readonly mistake: string; readonly input: Input }[]>();
  for (const given of [...conflicts, ...limits, ...values])
    byMistake.set(given.mistake, [...(byMistake.get(given.mistake) ?? []), given]);
  const chosen: Sampled[] = [];
  for (let round = 0; chosen.length < SAMPLE; round += 1) {
    for (const [mistake, all] of byMistake) {
      const step = Math.max(1, Math.floor(all.length / 8));
      const given = all[(round * step) % all.length];
      if (given === undefined || round >= Math.min(8, all.length)) continue;
      const message = rejectionOf(() => objectsFor(stack, given.input));
      // What is accepted is judged by the API server's rules, elsewhere.
      if (message !== undefined)
        chosen.push({ input: given.input, mistake, message, major: MAJORS[chosen.length % 2] ?? 3 });
    }
    if (round > 8) throw new Error(`There are only ${String(chosen.length)} wrong value sets of ${stack}.`);
  }
  const large = limits.filter(({ input }) =>
    rejectionOf(() => objectsFor(stack, input))?.includes('too large'),
  );
  const first = large.slice(0, 2).map(({ input, mistake }, index) => ({
    input,
    mistake,
    message: rejectionOf(() => objectsFor(stack, input)) ?? '',
    major: MAJORS[index] ?? 3,
  }));
  return [...first, ...chosen];
}

describe('the table of what Helm lets through', () => {
  let chart: string;
  const required = { config: { existingSecret: 'keys' } };
  beforeAll(() => {
    chart = newChartFolder(templateOf('claude-relay'));
  });
  afterAll(() => rmSync(path.dirname(chart), { recursive: true }));

  it('has a row for each example, and an example for each row', () => {
    expect(LET_THROUGH.map(({ row }) => row).sort()).toEqual([...rowsOfTable()].sort());
  });

  it.each(LET_THROUGH)('is right about $row', async ({ inputs }) => {
    for (const input of inputs) {
      const given = requestOf(input);
      // The plain rendering rejects it,
      expect(rejectionOf(() => render({ stack: 'claude-relay', set: [], setString: [], ...given }))).toMatch(
        /\.$/,
      );
      // and one Helm or both do not.
      const helm = await Promise.all(MAJORS.map((major) => helmTemplate(major, helmInput(given))));
      expect(helm.some(({ ok }) => ok)).toBe(true);
    }
  });

  it('has a row for each wrong values file that Helm reads', async () => {
    const wrong: string[] = [];
    const tally = { rejected: 0, named: 0 };
    const cases = Object.entries(WRONG_FILES).flatMap(([mistake, content]) =>
      MAJORS.map((major) => ({ mistake, content, major })),
    );
    await forEach(cases, async ({ mistake, content, major }) => {
      const { ok } = await helmTemplate(major, helmInput(requestOf({ file: content })));
      if (!ok) tally.rejected += 1;
      else if (rowsOfTable().includes(ROWS_OF_FILES[mistake] ?? '')) tally.named += 1;
      else wrong.push(`Helm ${String(major)} reads ${mistake}`);
    });
    process.stdout.write(
      `inputs helm files: ${String(tally.rejected)} rejected by Helm, ${String(tally.named)} let through as the table says\n`,
    );
    expect(wrong.sort()).toEqual([]);
  });

  type Given = Partial<Parameters<typeof render>[0]> & { readonly values: readonly string[] };

  function requestOf(input: LetThrough['inputs'][number]): Given {
    const base = fileOf(JSON.stringify(required));
    if ('set' in input) return { values: [base], set: [input.set] };
    if ('namespace' in input) return { values: [base], namespace: input.namespace };
    const content = 'file' in input ? input.file : JSON.stringify(input.values);
    return { values: [base, fileOf(content)] };
  }

  function helmInput({ values, set = [], namespace = 'default' }: Given): HelmInput {
    return { chart, release: 'claude-relay', namespace, valueFiles: values, set };
  }
});
