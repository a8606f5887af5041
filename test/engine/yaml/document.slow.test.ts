import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { NASTY_STRINGS } from '../../../lib/engine/values/scalars';
import { toYaml, toYamlDocuments } from '../../../lib/engine/yaml/document';
import { yamlString } from '../../../lib/engine/yaml/scalar';
import { parseLikeHelm } from '../../support/helm';
import type { HelmMajor } from '../../support/helm-binary';

const MAJORS: readonly HelmMajor[] = [3, 4];
const SEED = 20_261_121;

/** Further texts that one reader or the other has taken for something else. */
const NASTY: readonly string[] = [
  ...NASTY_STRINGS, '', 'Y', 'N', 'Yes', 'NO', 'On', 'off', 'True', 'FALSE', 'Null', 'NULL', 'NaN', 'inf', '.Inf', '-.inf', '.NAN',
  '0', '-0', '00', '08', '1.', '1_0', '+.5', '1:30', '190:20:30', '0o17', '0O7', '0X1f', '12e03', '1e', '0x', '2001-1-1',
  '2024-01-01T10:00:00Z', '=', '<<', '!!str x', '%YAML', '--- x', '... x', '# x', 'x #', 'x:', ':x', '- x', '? x', 'a:b', 'a:/b',
  'http://a:80/b?c=d#e', '\u0085', '\u2028', '\u2029', '\ufeff', 'a\u0085b', 'a\u2028b', '\ufeffa', '\u00a0', '\u007f', '\u0000', '\t',
  '\ta', 'a\t', 'a\r\nb', '\r', 'a\n\n\nb\n', 'a\nb\n\n', 'a \nb\n', ' a\nb\n', 'a\n b\n', 'a\n\tb\n', 'a\nb', '\n\n', 'a\né\n',
  'a\n---\nb\n', 'a\n# b\n', 'x'.repeat(300), 'x '.repeat(200), `${'x'.repeat(200)}\n${'y'.repeat(200)}\n`, '\\u0041', '\\x41', '%41',
]; // prettier-ignore

/** Characters that mean something somewhere in YAML. */
const MEANINGFUL = ' \n\t\r:#-?[]{},&*!|>\'"%@`~=<.0123456789abefonxyEINOTY_+\\/$é'.split(/(?:)/u);

/** Given values, when they are written, then JavaScript and the Go of both Helms read them as they were. */
async function expectReadAlike(values: readonly Json[], majors = MAJORS): Promise<void> {
  const texts = values.map((value) => toYaml(value));
  expect(texts.map((text) => parse(text) as Json)).toEqual(values);
  for (const major of majors)
    expect(await parseLikeHelm(texts, major)).toEqual(values.map((value) => [value]));
}

describe('toYaml is read as what was written, by JavaScript and by Go', () => {
  it('for each nasty text as a value', async () => {
    await expectReadAlike(NASTY.map((text) => ({ text })));
  });

  it('for each nasty text as a key', async () => {
    await expectReadAlike(NASTY.map((text) => ({ [text]: { [text]: 1 } })));
  });

  it('for each nasty text in a list, and in a list of lists', async () => {
    await expectReadAlike(NASTY.map((text) => ({ list: [text, [text], { text }] })));
  });

  it('for all nasty texts in one document', async () => {
    await expectReadAlike([{ list: NASTY, map: Object.fromEntries(NASTY.map((text) => [text, text])) }]);
  });

  it('for numbers, flags, null and what is empty', async () => {
    await expectReadAlike([
      {
        a: 0,
        b: -1,
        c: 1.5,
        d: 1_000_000,
        e: 9_007_199_254_740_991,
        f: 1e21,
        g: 1e-7,
        h: true,
        i: false,
        j: null,
      },
      { list: [], map: {}, lists: [[], [[]], {}] },
      { list: [1, null, true, 'null', 'true', '1'] },
      {},
    ]);
  });

  it('for the same object in two places, without an alias', async () => {
    const shared = { a: ['x'] };
    expect(toYaml({ first: shared, second: shared })).not.toMatch(/[&*]/);
    await expectReadAlike([{ first: shared, second: shared }]);
  });

  it('for generated texts', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.array(fc.constantFrom(...MEANINGFUL), { maxLength: 8 }).map((characters) => characters.join('')),
    );
    // One run of Helm reads many texts.
    const batches = fc.array(texts, { minLength: 200, maxLength: 200, size: 'max' });
    await fc.assert(
      fc.asyncProperty(batches, async (batch) => {
        await expectReadAlike(
          batch.map((text) => ({ [text]: text, list: [text] })),
          [3],
        );
      }),
      { seed: SEED, numRuns: 8 },
    );
  });

  it('for generated nested values', async () => {
    const leaves = fc.oneof(fc.constantFrom(...NASTY), fc.integer(), fc.boolean(), fc.constant(null));
    const { map } = fc.letrec<{ map: JsonObject; value: Json }>((tie) => ({
      map: fc.dictionary(
        fc.constantFrom('a', 'b', 'y', '0755', 'a: b', ...NASTY_STRINGS.slice(0, 9)),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
      value: fc.oneof({ maxDepth: 4 }, leaves, tie('map'), fc.array(tie('value'), { maxLength: 3 })),
    })) as { map: fc.Arbitrary<JsonObject> };
    await fc.assert(
      fc.asyncProperty(fc.array(map, { minLength: 50, maxLength: 50, size: 'max' }), (batch) =>
        expectReadAlike(batch),
      ),
      { seed: SEED, numRuns: 4 },
    );
  });
});

describe('toYamlDocuments', () => {
  const documents = [{ a: '---' }, { b: 'x\ny\n' }, { c: 'x\n---\ny\n' }];

  it('is read as as many documents, by JavaScript and by Go', async () => {
    const text = toYamlDocuments(documents);
    const read = parseAllDocuments(text) as { toJS(): unknown }[];
    expect(read.map((document) => document.toJS())).toEqual(documents);
    for (const major of MAJORS) expect(await parseLikeHelm([text], major)).toEqual([documents]);
  });
});

describe('yamlString', () => {
  it('is read as the text, by JavaScript and by Go', async () => {
    const texts = NASTY.map((text) => `a: ${yamlString(text)}\n`);
    expect(texts.map((text) => (parse(text) as JsonObject)['a'])).toEqual(NASTY);
    expect(await parseLikeHelm(texts)).toEqual(NASTY.map((a) => [{ a }]));
  });
});
