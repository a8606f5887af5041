import { parseDocument } from 'yaml';
import { decode } from '../../../lib/engine/yaml/decode';
import { YamlProblem } from '../../../lib/engine/yaml/yaml-error';

function decoded(text: string): unknown {
  return decode(parseDocument(text, { schema: 'failsafe', uniqueKeys: false }));
}

it('gives each scalar its type, and quoted or tagged ones none', () => {
  expect(decoded('[1, "1", !!str 1, y, "y", ~, x, 0x10]')).toEqual([1, '1', '1', true, 'y', null, 'x', 16]);
});

it.each([
  ['a: *x', '*x and no &x before it'],
  ['a: &x [*x]', '*x within &x'],
  ['a: .inf', '.inf, which is no number in JSON,'],
  ['a: [-0.0]', 'zero with a sign, such as -0.0,'],
  ['~: 1', 'a key that is no string'],
  ['18446744073709551615: 1', 'the number 18446744073709551615 as a key'],
])('rejects %s', (text, what) => {
  expect(() => decoded(text)).toThrow(YamlProblem);
  expect(() => decoded(text)).toThrow(what);
});

it('takes aliases as far as Go does', () => {
  const nested = (depth: number): string =>
    `a0: &a0 [x]\n${Array.from(
      { length: depth },
      (_, level) =>
        `a${String(level + 1)}: &a${String(level + 1)} [${Array<string>(9)
          .fill(`*a${String(level)}`)
          .join(', ')}]\n`,
    ).join('')}`;
  expect(() => decoded(nested(2))).not.toThrow();
  expect(() => decoded(nested(9))).toThrow('aliases of aliases that stand for too much');
});
