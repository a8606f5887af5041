import { parse } from 'yaml';
import type { Json } from '../../../lib/engine/values/declaration';
import { NASTY_STRINGS } from '../../../lib/engine/values/scalars';
import { toYaml, toYamlDocuments } from '../../../lib/engine/yaml/document';

// That Go reads it so too is in document.slow.test.ts.
describe('toYaml writes', () => {
  it.each<[string, Json, string]>([
    [
      'plain strings without quotes',
      { a: 'docker.io/library/redis', b: 'ClusterIP' },
      'a: docker.io/library/redis\nb: ClusterIP\n',
    ],
    ['what some reader takes for something else in quotes', { a: 'y', b: '1.10' }, 'a: "y"\nb: "1.10"\n'],
    ['keys by the same rule', { y: 1, 'a/b': 2 }, '"y": 1\na/b: 2\n'],
    ['tidy strings of several lines as blocks', { a: 'x\ny: z\n' }, 'a: |\n  x\n  y: z\n'],
    ['other strings of several lines on one line', { a: 'x\ny' }, 'a: "x\\ny"\n'],
    ['long strings on one line', { a: `${'x '.repeat(100)}y` }, `a: "${'x '.repeat(100)}y"\n`],
    [
      'long strings with a line of white space too',
      { a: `${'x'.repeat(50)}\n \ny` },
      `a: "${'x'.repeat(50)}\\n\\ \\ny"\n`,
    ],
    ['what is empty in brackets', { a: [], b: {} }, 'a: []\nb: {}\n'],
    ['lists under their key', { a: ['x', { b: 1 }] }, 'a:\n  - x\n  - b: 1\n'],
  ])('%s', (_, value, text) => {
    expect(toYaml(value)).toBe(text);
  });
});

describe('toYaml is read as what was written', () => {
  it.each(['1.1', '1.2'] as const)('by readers of YAML %s, strings as values and as keys', (version) => {
    for (const text of NASTY_STRINGS) {
      const value = { text, [text]: [text] };
      expect(parse(toYaml(value), { version })).toEqual(value);
    }
  });

  it('with the same object in two places written twice', () => {
    const shared = { a: ['x'] };
    expect(toYaml({ first: shared, second: shared })).toBe('first:\n  a:\n    - x\nsecond:\n  a:\n    - x\n');
  });
});

describe('toYamlDocuments', () => {
  it('puts a line of three dashes between documents', () => {
    expect(toYamlDocuments([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
  });

  it('is empty for no document', () => {
    expect(toYamlDocuments([])).toBe('');
  });

  it('keeps a line of three dashes within a string in its document', () => {
    expect(toYamlDocuments([{ a: '---' }, { b: 1 }])).toBe('a: "---"\n---\nb: 1\n');
  });
});
