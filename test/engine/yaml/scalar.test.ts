import { NASTY_STRINGS } from '../../../lib/engine/values/scalars';
import { escapeBreaks, isPlain, isTidyBlock, quoted, yamlString } from '../../../lib/engine/yaml/scalar';

// That Go reads them so too is in document.slow.test.ts.
describe('isPlain', () => {
  it.each(['a', 'ClusterIP', '/metrics', 'a.b-c_d', 'ghcr.io/a/b:v1.2', 'https://a', 'x'.repeat(120)])(
    'accepts %j',
    (text) => {
      expect(isPlain(text)).toBe(true);
    },
  );

  it.each([...NASTY_STRINGS.filter((text) => text !== '$HOME'), 'a: b', 'a:', 'a b', 'Off', 'x'.repeat(121)])(
    'rejects %j',
    (text) => {
      expect(isPlain(text)).toBe(false);
    },
  );
});

describe('isTidyBlock', () => {
  it.each(['a\nb\n', 'a\n\nb\n', 'a\n  b\n', 'a\n# b\n', '---\nb\n', '{{ a }}\nb\n'])(
    'accepts %j',
    (text) => {
      expect(isTidyBlock(text)).toBe(true);
    },
  );

  it.each([
    ['one line', 'a'],
    ['one line with its end', 'a\n'],
    ['no characters', ''],
    ['no break at the end', 'a\nb'],
    ['two breaks at the end', 'a\nb\n\n'],
    ['a break at the beginning', '\na\nb\n'],
    ['a first line that is indented', ' a\nb\n'],
    ['a first line that begins with a tab', '\ta\nb\n'],
    ['a line that ends in a space', 'a \nb\n'],
    ['a line that ends in a tab', 'a\nb\t\n'],
    ['a line of spaces', 'a\n  \nb\n'],
    ['a tab', 'a\n\tb\n'],
    ['a carriage return', 'a\r\nb\r\n'],
    ['a letter beyond ASCII', 'a\né\n'],
    ['a control character', 'a\n\u0007\n'],
    ['a line separator', 'a\u2028b\nc\n'],
  ])('rejects %s', (_, text) => {
    expect(isTidyBlock(text)).toBe(false);
  });
});

describe('yamlString', () => {
  it.each([
    ['redis', 'redis'],
    ['http://redis:6379/a', 'http://redis:6379/a'],
    ['', '""'],
    ['y', '"y"'],
    ['0755', '"0755"'],
    ['a"b', '"a\\"b"'],
    ['a\nb', '"a\\nb"'],
  ])('is for %j %s: itself where it is plain, and in double quotes where it is not', (text, yaml) => {
    expect(yamlString(text)).toBe(yaml);
  });
});

describe('quoted', () => {
  it('quotes what could stand without quotes too', () => {
    expect(quoted('redis')).toBe('"redis"');
  });

  it('escapes what YAML takes for a line break or a mark', () => {
    expect(quoted('\u007f\u0085\u00a0\u2028\u2029\ufeff\u0000')).toBe(
      '"\\u007f\\u0085\\u00a0\\u2028\\u2029\\ufeff\\u0000"',
    );
  });
});

describe('escapeBreaks', () => {
  it('leaves all other characters as they are', () => {
    expect(escapeBreaks('a: "é日本😀 \\n"\n')).toBe('a: "é日本😀 \\n"\n');
  });
});
