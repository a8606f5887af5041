import { Scalar, parseDocument, type Pair, type YAMLMap } from 'yaml';
import {
  assertNoEndAlone,
  assertNoTabs,
  assertReadableText,
  assertWholeLines,
} from '../../../lib/engine/yaml/readable-text';

function blocksOf(text: string): Scalar[] {
  const { items } = parseDocument(text).contents as YAMLMap;
  return items.map(({ value }: Pair) => value as Scalar).filter(({ type }) => type?.startsWith('BLOCK'));
}

it.each(['a: 1\r\n', '---\na: 1\n', '--- # c\na: 1\n', 'a: "\u00a0"\n'])('takes the text %j', (text) => {
  expect(() => assertReadableText(text)).not.toThrow();
});

it.each([
  ['a: \u0007', 'the control character U+0007'],
  ['a: \u2029', 'the character U+2029'],
  ['a: 1\rb: 2', 'a carriage return alone'],
  ['%TAG', 'a line that begins with %'],
  ['---a: 1', 'more than the mark ---'],
])('rejects the text %j', (text, what) => {
  expect(() => assertReadableText(text)).toThrow(what);
});

it('rejects an end without anything before it', () => {
  expect(() => assertNoEndAlone('...\n')).toThrow('the mark ... and no values before it');
});

it('rejects a block at the end that does not end its line, unless it has none', () => {
  for (const text of ['a: |\n  x\n', 'a: |-\n  x', 'a: |\n  x\nb: 1'])
    expect(() => assertWholeLines(text, blocksOf(text))).not.toThrow();
  expect(() => assertWholeLines('a: |\n  x', blocksOf('a: |\n  x'))).toThrow(
    'a block without an end of line',
  );
});

it.each([
  ['a:\t1\n', true],
  ['a: 1\n\t\nb: 1\n', false],
  ['a: |\n  x\n  \ty\nb: 1\n', true],
  ['a: |\n  x\nb:\n\tc: 1\n', false],
  ['a: |\n  \tx\n', false],
])('whether tabs may stand where they do in %j: %p', (text, may) => {
  const asserted = expect(() => assertNoTabs(text, blocksOf(text)));
  if (may) asserted.not.toThrow();
  else asserted.toThrow('a tab for indentation');
});
