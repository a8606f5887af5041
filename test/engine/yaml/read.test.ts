import { readYaml } from '../../../lib/engine/yaml/read';
import { YamlError } from '../../../lib/engine/yaml/yaml-error';
import { READ, REJECTED } from './texts';

it.each(Object.entries(READ))('reads as Helm does: %s', (_, [text, values]) => {
  expect(readYaml(text)).toEqual(values);
});

it.each(Object.entries(REJECTED))('rejects with a sentence: %s', (_, [text, sentence]) => {
  expect(() => readYaml(text)).toThrow(new YamlError(sentence));
});

it('keeps a key that JavaScript has a meaning for', () => {
  expect(JSON.stringify(readYaml('__proto__: {a: 1}\n'))).toBe('{"__proto__":{"a":1}}');
});

it('looks at each key of a large map once', () => {
  // Given a map with as many keys as a release can have, when it is read, then that ends: pairs of them would be ten thousand million.
  const text = Array.from({ length: 100_000 }, (_, index) => `k${String(index)}: 1\n`).join('');
  expect(Object.keys(readYaml(text) as object)).toHaveLength(100_000);
});
