import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { readYaml } from '../../lib/engine/yaml/read';
import { YamlError } from '../../lib/engine/yaml/yaml-error';
import { MAJORS, ValuesChart } from '../../test/engine/values/values-chart';
import { helmRun } from '../../test/support/helm';
import { versionOfProgram } from '../../tools/programs';
import { readByHelm, type Reading } from './helm-readers';
import { TEXTS } from './texts';

// The same texts every time, so that a failure can be looked at; another seed, or more, for a search:
// YAML_SEED=7 YAML_RUNS=100000 npm run verify -- verify/values-files
const SEED = Number(process.env['YAML_SEED'] ?? 20_261_127);
const RUNS = Number(process.env['YAML_RUNS'] ?? 2000);

/** What we make of a text: its values, or our sentence on what is wrong with it. */
function read(text: string): Reading {
  try {
    return { values: readYaml(text) ?? {} };
  } catch (error) {
    if (error instanceof YamlError) return { error: error.message };
    throw error;
  }
}

/** A text without values has none, in whatever way it is said. */
function valuesOf(reading: Reading | undefined): unknown {
  return reading !== undefined && 'values' in reading ? (reading.values ?? {}) : undefined;
}

function isMap(values: unknown): boolean {
  return typeof values === 'object' && !Array.isArray(values);
}

describe.each(Object.keys(TEXTS))('texts of the kind "%s"', (kind) => {
  it(`are read as both Helms read them, or rejected with a sentence (seed ${String(SEED)}, ${String(RUNS)} texts)`, () => {
    // Given generated texts, when both Helms and we read them
    const texts = fc.sample(TEXTS[kind] ?? fc.constant(''), { seed: SEED, numRuns: RUNS });
    const [three, four] = MAJORS.map((major) => readByHelm(major, texts));
    const readings = texts.map((text, index) => {
      const ours = read(text);
      return { text, ours, helms: [valuesOf(three?.[index]), valuesOf(four?.[index])] };
    });
    const taken = readings.filter(({ ours }) => 'values' in ours && isMap(ours.values));
    const sentences = readings.flatMap(({ ours }) => ('error' in ours ? [ours.error] : []));
    // Then what we take, both take for the same
    const different = taken.filter(({ ours, helms }) =>
      helms.some((values) => !isDeepStrictEqual(values, valuesOf(ours))),
    );
    expect(different.sort((one, other) => one.text.length - other.text.length).slice(0, 5)).toEqual([]);
    // and what we do not take has a sentence that says where, and what would be right.
    expect(sentences.filter((sentence) => !SENTENCE.test(sentence))).toEqual([]);
    process.stderr.write(`${kind}: ${String(taken.length)} taken, ${String(sentences.length)} rejected\n`);
    // Enough of them are taken for this to say something.
    expect(taken.length).toBeGreaterThan(RUNS / 50);
  });
});

const SENTENCE =
  /^(has [^]* in line [0-9]+; [^]*|is not YAML: [^]*|has [0-9]+ YAML documents; .*|is nested .*)\.$/;

it('of what both Helms read alike in files as people write them, we take most', () => {
  const texts = fc.sample(TEXTS['parts of values.yaml, edited'] ?? fc.constant(''), {
    seed: SEED,
    numRuns: RUNS,
  });
  const [three, four] = MAJORS.map((major) => readByHelm(major, texts).map(valuesOf));
  const alike = texts.filter(
    (_, index) => three?.[index] !== undefined && isDeepStrictEqual(three[index], four?.[index]),
  );
  const taken = alike.filter((text) => valuesOf(read(text)) !== undefined);
  expect(taken.length / alike.length).toBeGreaterThan(0.7);
});

it.each(MAJORS)('the program that reads as Helm %i does is that Helm', async (major) => {
  // Its version is that of the Helm of the tests
  const version = await helmRun(major, ['version', '--template', '{{.Version}}']);
  expect(version).toMatchObject({ ok: true, output: versionOfProgram(`helm-${major}-values`) });
  // and it reads some texts as that Helm does.
  const chart = new ValuesChart('{}\n');
  try {
    const texts = fc.sample(TEXTS['written'] ?? fc.constant(''), { seed: SEED, numRuns: 100 });
    const readings = readByHelm(major, texts);
    for (const [index, text] of texts.entries()) {
      const outcome = await chart.renderText(major, text);
      expect([text, outcome.ok ? outcome.values : undefined]).toEqual([text, valuesOf(readings[index])]);
    }
  } finally {
    chart.remove();
  }
});
