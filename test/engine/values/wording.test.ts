import type { Json } from '../../../lib/engine/values/declaration';
import { quoted, quoteForMessage } from '../../../lib/engine/values/wording';

it.each<[Json, string]>([
  ['a', '"a"'],
  ['a"b\\', '"a\\"b\\\\"'],
  ['a\nb', '"a\\nb"'],
  ['\u001b[31m', '"\\u001b[31m"'],
  ['a\u0085\u007f', '"a\\u0085\\u007f"'],
  ['a\u202eb\ufeff', '"a\\u202eb\\ufeff"'],
  ['é日本😀', '"é日本😀"'],
  [{ a: [1, 'x\n'] }, '{"a":[1,"x\\n"]}'],
])('quotes %j', (value, text) => {
  expect(quoted(value)).toBe(text);
});

it.each([
  ['a', 'a'],
  ['My_Release', 'My_Release'],
  ['', '""'],
  ['a b', '"a b"'],
  ['a\nb', '"a\\nb"'],
])('shows %j as %s', (text, expected) => {
  expect(quoteForMessage(text)).toBe(expected);
});
