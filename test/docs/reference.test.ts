/** The pages on declarations and operators: each that the engine exports has an example, and what they show is what comes of it. */
import { declarations } from '../../docs/engine/examples/declarations';
import { given } from '../../docs/engine/examples/operators';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { readMarkdown } from '../support/markdown';
import { exportedDeclarations } from './reference/declarations-page';
import { exampleNames, Examples, RELEASE } from './reference/examples-stack';
import { exportedOperators } from './reference/operators-page';
import { PAGES } from './reference/pages';
import { exportedFrom, exportedNames, type Exported } from './reference/source';

const EXPORTED = [
  { kind: 'declarations', exported: exportedDeclarations, examples: Object.keys(declarations) },
  { kind: 'operators', exported: exportedOperators, examples: exampleNames },
];

describe.each(EXPORTED)('$kind', ({ exported, examples }) => {
  it('each has an example and a doc comment, and no example is of anything else', () => {
    expect([...examples].sort()).toEqual(exported.map(({ name }) => name).sort());
    expect(exported.filter(({ description }) => !description.endsWith('.'))).toEqual([]);
    expect(exported.length).toBeGreaterThan(40);
  });
});

/** Source files whose exports are on neither page: what is done with a whole stack, and errors. */
const OTHERS = [
  './template/stack-template',
  './template/resource',
  './template/expression',
  './values/author-error',
  './values/set-flag',
  './values/merge',
  './values/minimal-overrides',
  './values/input-error',
  './values/check',
];

it('each source file of values and templates that the engine exports from is on a page, or named here', () => {
  const onPages = EXPORTED.flatMap(({ exported }) => exported.map(({ module }) => module));
  const exporting = [...exportedNames().keys()].filter((module) => /^[.]\/(values|template)\//.test(module));
  expect(exporting.sort()).toEqual([...new Set([...onPages, ...OTHERS])].sort());
});

it.each(Object.entries(PAGES))('%s is what npm run docs writes', (file, page) => {
  expect(readMarkdown(file)).toBe(page());
});

it.each(Object.keys(PAGES))('%s: each example uses what it is of', (file) => {
  const sections = readMarkdown(file).split(/^### /m).slice(1);
  const unused = sections.filter((section) => {
    const [, name = ''] = /^`(\w+)`\n/.exec(section) ?? [];
    const [, code = ''] = /^```ts\n([^]*?)^```$/m.exec(section) ?? [];
    return !new RegExp(`\\b${name}\\b`).test(code);
  });
  expect(sections.length).toBeGreaterThan(40);
  expect(unused).toEqual([]);
});

describe('the chart of all examples of operators', () => {
  const all = new Examples();
  const VALUES = [
    ['the defaults', {}],
    ['the values of the user', given],
  ] as const;

  it('has the templates that the page shows one by one', () => {
    expect(exampleNames.flatMap((name) => new Examples([name]).templates())).toEqual(all.templates());
  });

  it.each(VALUES)('gives the objects that the page shows, for %s', (_, values) => {
    const shown = exampleNames.flatMap((name) => new Examples([name]).objects(values));
    expect(shown).toEqual(all.objects(values));
  });

  it.each(VALUES)('is rendered by Helm 3 and 4 as plainly, for %s', async (_, values) => {
    const request = {
      release: RELEASE.name,
      namespace: RELEASE.namespace,
      values: [values],
      set: [],
      setString: [],
    };
    expect(await compareRenderings(all, newChartFolder(all), request)).toBe('same objects');
  });
});

describe('what the engine exports is read off its source', () => {
  const namesFrom = (module: string) => exportedFrom([module]).map(({ name }: Exported) => name);

  it('all of a file, or what is named, without types', () => {
    expect(namesFrom('./template/operators')).toEqual(expect.arrayContaining(['releaseName', 'and', 'text']));
    expect(namesFrom('./template/scopes')).toEqual(['OnlyIf', 'Named', 'ForEachItem', 'ForEachEntry']);
    expect(namesFrom('./values/string-form')).toEqual(['formed']);
    expect(() => namesFrom('./values/wording')).toThrow('The engine exports nothing from ./values/wording.');
  });

  it('with its doc comment on one line, in which a link is a name', () => {
    const [amount] = exportedFrom(['./values/numbers']).filter(({ name }) => name === 'amount');
    expect(amount?.description).toBe('A `quantity` above zero, such as the size of a volume.');
  });
});
