/** What docs/engine/ideas.md says that the engine rejects, and cannot do, is so. */
import { mistakes } from '../../docs/engine/examples/mistakes';
import type { Fields, Values } from '../../docs/engine/examples/operators';
import { markdownTable } from '../../lib/app/docs/markdown';
import { chartFiles, type JsonObject } from '../../lib/engine';
import { functions } from '../../lib/engine/template/functions';
import { readMarkdown } from '../support/markdown';
import { Examples } from './reference/examples-stack';
import { codeOf } from './reference/operators-page';
import { constantIn, propertiesIn } from './reference/source';

const PAGE = readMarkdown('docs/engine/ideas.md');

/** The sentence that something ends in, without the place of the mistake; nothing where it is well. */
function sentenceOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^.*: /, '').replace(/ \([^() ]*:\d+:\d+\)$/, '');
  }
}

function rowOf(name: string, text: string, mistake: (values: Values) => Fields): readonly string[] {
  const stack = () => new Examples([], { [name]: mistake });
  const found = {
    'the stack is built': sentenceOf(stack),
    'the chart is written': sentenceOf(() => stack().templates()),
    'objects are rendered': sentenceOf(() => stack().objects({})),
  };
  const [where = 'nowhere', sentence = ''] =
    Object.entries(found).find(([, said]) => said !== undefined) ?? [];
  return [`\`${text}\``, sentence, where];
}

it('has a table of what is rejected, with the sentences', () => {
  const texts = propertiesIn(constantIn('docs/engine/examples/mistakes.ts', 'mistakes'));
  const rows = Object.entries(mistakes).map(([name, mistake]) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`There is no text of ${name}.`);
    return rowOf(name, codeOf(text), mistake);
  });
  expect(new Set(rows.map(([, , where]) => where)).size).toBe(3);
  expect(PAGE).toContain(`\n${markdownTable(['In a stack', 'Sentence', 'When'], rows)}`);
});

describe('limits', () => {
  const objectOf = (fields: (values: Values) => Fields, given: JsonObject = {}) =>
    new Examples([], { fields }).objects(given)[0];

  it('what a user writes is no template', () => {
    expect(objectOf(({ name }) => ({ name }), { name: '{{ 1 }}' })).toMatchObject({ name: '{{ 1 }}' });
  });

  it('an empty list or map of the user is left out', () => {
    const object = objectOf(({ args, labels, volume }) => ({ args, labels, volume }));
    expect(Object.keys(object ?? {})).toEqual(['apiVersion', 'kind', 'metadata']);
  });

  it.each<[string, JsonObject]>([
    ['a number that is no integer', { replicaCount: 1.5 }],
    ['a piece of an object with more than ASCII', { volume: { nfs: 'é' } }],
    ['a piece of an object with a tab', { volume: { nfs: 'a\tb' } }],
    ['a piece of an object with a large number', { volume: { nfs: 2147483648 } }],
  ])('%s is rejected', (_, given) => {
    expect(() => objectOf(() => ({}), given)).toThrow('must be');
  });

  it('the largest number of a piece of an object is accepted', () => {
    expect(() => objectOf(() => ({}), { volume: { nfs: 2147483647 } })).not.toThrow();
  });

  it('a chart has no folder crds', () => {
    const files = chartFiles({ template: new Examples(), introduction: '', environments: new Map() });
    expect([...files.keys()].filter((file) => !file.startsWith('templates/'))).toEqual(
      expect.arrayContaining(['Chart.yaml', 'values.yaml']),
    );
    expect([...files.keys()].filter((file) => file.includes('crds'))).toEqual([]);
  });

  it('there are some thirty-five functions', () => {
    expect(PAGE.replaceAll('\n', ' ')).toContain('some thirty-five functions');
    expect(readMarkdown('docs/how-it-works.md').replaceAll('\n', ' ')).toContain(
      'some thirty-five functions',
    );
    expect(Math.round(Object.keys(functions).length / 5)).toBe(7);
  });
});
