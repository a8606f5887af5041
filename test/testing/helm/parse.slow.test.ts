import { parseLikeHelm } from '../../support/helm';
import type { HelmMajor } from '../../support/helm-binary';

const MAJORS: HelmMajor[] = [3, 4];

describe.each(MAJORS)('parseLikeHelm of Helm %d', (major) => {
  // Go's reading, which is neither YAML 1.2 nor quite YAML 1.1.
  it.each([
    ['0o7', 7],
    ['"0o7"', '0o7'],
    ['0755', 493],
    ['"0755"', '0755'],
    ['08', 8],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['1:30', '1:30'],
    ['1e3', 1000],
    ['1e400', '1e400'],
    ['1.10', 1.1],
    ['"1.10"', '1.10'],
    ['y', true],
    ['on', true],
    ['No', false],
    ['~', null],
    ['2020-01-01', '2020-01-01'],
    ['!!binary aGk=', 'hi'],
    ['9007199254740991', 9007199254740991],
    ['"<&>\\u2028\\u0007"', '<&>\u2028\u0007'],
    ['é \u{1F600} \uFEFFx', 'é \u{1F600} \uFEFFx'],
    ['|\n  one\n   two\n\n  # three\n', 'one\n two\n\n# three\n'],
    ['|-\n  one\n', 'one'],
    ['|+\n  one\n\n\n', 'one\n\n\n'],
    ['>\n  one\n  two\n', 'one two\n'],
    ['|2\n   one\n', ' one\n'],
  ])('reads a: %s', async (text, value) => {
    expect(await parseLikeHelm([`a: ${text}`], major)).toEqual([[{ a: value }]]);
  });

  it('makes texts of keys, and follows anchors and merges', async () => {
    const text = '1: a\ny: b\n<<: &more { c: 1 }\nd: *more';
    expect(await parseLikeHelm([text], major)).toEqual([[{ '1': 'a', true: 'b', c: 1, d: { c: 1 } }]]);
  });

  it('takes the last of two equal keys', async () => {
    expect(await parseLikeHelm(['a: 1\na: 2'], major)).toEqual([[{ a: 2 }]]);
  });

  it('splits each text into its documents, and drops those without content', async () => {
    const texts = [
      '# first\n---\na: 1\n---\n\n# nothing\n---\n~\n--- # more\nb: |+\n  x\n\n---\r\nc: "---"\r\n--- { d: 1 }\n---\n',
      '',
      'a:\n  ---: 1\nb: |\n  ---\n  c: 1\n',
      '\uFEFF---\na: 1',
    ];
    expect(await parseLikeHelm(texts, major)).toEqual([
      [{ a: 1 }, { b: 'x\n\n' }, { c: '---' }, { d: 1 }],
      [],
      [{ a: { '---': 1 }, b: '---\nc: 1\n' }],
      [{ a: 1 }],
    ]);
  });

  it('reads empty mappings, lists, and what only looks like an error of Helm', async () => {
    const texts = ['{}', '[]', '[1, a]', '["error converting YAML to JSON"]', 'Error: x', 'Error:\na: 1'];
    expect(await parseLikeHelm(texts, major)).toEqual([
      [{}],
      [[]],
      [[1, 'a']],
      [['error converting YAML to JSON']],
      [{ Error: 'x' }],
      [{ Error: null, a: 1 }],
    ]);
  });

  it('reads no texts', async () => {
    expect(await parseLikeHelm([], major)).toEqual([]);
  });

  it.each([
    ['a: [', 'error converting YAML to JSON: yaml: line 2: did not find expected node content'],
    ['a: .inf', 'error converting YAML to JSON: json: unsupported value: +Inf'],
    ['a: \u0007', 'error converting YAML to JSON: yaml: control characters are not allowed'],
    ['text', 'cannot unmarshal string into Go value of type map'],
  ])('throws for %j', async (document, message) => {
    const parsing = parseLikeHelm(['a: 1', `b: 1\n---\n${document}`], major);
    await expect(parsing).rejects.toThrow(/^Helm cannot parse text 2, document 2: /);
    await expect(parsing).rejects.toThrow(message);
  });

  it('reads more than fits into one file of a chart', async () => {
    // Not ASCII, so that the cuts between files are in the middle of characters, too.
    const value = '€\uFEFF'.repeat(500_000);
    expect(await parseLikeHelm([`a: "${value}"`, 'b: 1', `c: "é${value}"`], major)).toEqual([
      [{ a: value }],
      [{ b: 1 }],
      [{ c: `é${value}` }],
    ]);
  });

  it('reads 300 manifests in one go', async () => {
    const manifests = Array.from({ length: 300 }, (_, n) => `kind: ConfigMap\nmetadata:\n  name: m${n}\n`);
    const parsed = await parseLikeHelm(manifests, major);
    expect(parsed[299]).toEqual([{ kind: 'ConfigMap', metadata: { name: 'm299' } }]);
    expect(parsed).toHaveLength(300);
  });
});
