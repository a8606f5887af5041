import { parseDocument, type Node } from 'yaml';
import { endOf, isEmpty, startOf } from '../../../lib/engine/yaml/node-place';

it('a node begins and ends where its text does, without the comment after it', () => {
  const node = parseDocument('a: text # comment\n').get('a', true) as Node;
  expect([startOf(node), endOf(node)]).toEqual([3, 7]);
  expect(startOf(null)).toBe(0);
});

it.each([
  ['', true],
  ['# comment\n', true],
  ['---\n', true],
  ['&x\n', false],
  ['!!str\n', false],
  ['a\n', false],
  ['a: 1\n', false],
])('whether a document has nothing: %j is %p', (text, empty) => {
  expect(isEmpty(parseDocument(text))).toBe(empty);
});
