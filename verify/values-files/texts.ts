import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { stacks } from '../../lib/stacks/stacks';

/** A piece of a text, given how far it is indented. */
type Piece = (indent: number) => string;

const spaces = (count: number): string => ' '.repeat(count);

const SAFE = [
  'a',
  'b',
  'name',
  'x y',
  'a:b',
  'a#b',
  'a-b',
  'é',
  'http://x/?a=b',
  'yes',
  'n',
  'Off',
  'null',
  '~',
  'True',
  '1',
  '80',
  '"q"',
  "'q'",
];
const WORDS = [
  'yes', 'tRUE', '<<', '=', '...', '---', '*', '@x', '%x',
  '-', '- a', '?', '? a', ':x', '!x', '&x', '.', '.inf', '.nan', '\u00a0', '\ufeff', '\u2028', '\u0085', 'a\tb', 'a ', '{{ x }}', '${x}',
]; // prettier-ignore
const NUMBERS = [
  '0', '-0', '+0', '-0.0', '0.0', '00', '017', '08', '0o7', '0x1F', '-0x1f', '0b11', '0b-11', '0b+1', '1_000', '_1', '1__0', '1.', '.5', '-.5', '1e3',
  '1e6', '1E+3', '1e1000', '1e-7', '3.14159265', '0.1', '1.5', '100000.5', '1234567.5', '0.00001', '12:30', '2024-01-01', '2024-01-01T10:00:00Z',
  '9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809', '18446744073709551615',
  '18446744073709551616', '0xffffffffffffffff', '0x10000000000000000', '-0x8000000000000000', '-0x8000000000000001', '+0x8000000000000000',
  '01777777777777777777777', '02000000000000000000000', '123456789012345678901234567890',
]; // prettier-ignore
const ESCAPES = ['\\n', '\\t', '\\"', '\\\\', '\\/', '\\x41', '\\u0041', '\\u2028', '\\ud83d\\ude00', '\\ud800', '\\U0001f600', '\\0', '\\e', '\\N', '\\_', '\\L', '\\P', '\\ ', '\\q', '\\\n']; // prettier-ignore

const digits = fc.string({
  unit: fc.constantFrom(...'0123456789abefoxXEe_+-.: nty'.split(/(?:)/u)),
  minLength: 1,
  maxLength: 8,
});
const word = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...SAFE) },
  { weight: 5, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: digits },
);
const names = fc.constantFrom('x', 'x', 'x', 'y', 'é', 'a.b');
const comment = fc.constantFrom(
  ...Array<string>(20).fill(''),
  ' # c',
  '  #c',
  ' # c',
  ' ',
  '\t',
  '\t# c',
  '#c',
);

const plainLines = fc.array(word, { minLength: 1, maxLength: 3 });
const scalar: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 6, arbitrary: word.map((text) => () => text) },
  { weight: 1, arbitrary: plainLines.map((lines): Piece => folded(lines, '')) },
  { weight: 1, arbitrary: plainLines.map((lines): Piece => folded(lines, "'")) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(word, fc.constantFrom(...ESCAPES)), { maxLength: 4 })
      .map((lines): Piece => folded(lines, '"')),
  },
  { weight: 1, arbitrary: names.map((name) => () => `*${name}`) },
);

function folded(lines: readonly string[], quote: string): Piece {
  return (indent) => `${quote}${lines.join(`\n${spaces(indent)}`)}${quote}`;
}

const block: fc.Arbitrary<Piece> = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '>2-', '|1', '|9'),
    comment,
    fc.array(fc.tuple(fc.constantFrom('', '', '', ' ', '  ', '\t'), fc.oneof(word, fc.constant(''))), {
      maxLength: 4,
    }),
  )
  .map(
    ([head, after, lines]) =>
      (indent) =>
        [
          head + after,
          ...lines.map(([more, text]) => (text === '' && more === '' ? '' : spaces(indent) + more + text)),
        ].join('\n'),
  );

const { node, flow } = fc.letrec<{ node: Piece; flow: Piece; map: Piece; list: Piece }>((tie) => ({
  node: fc
    .tuple(
      fc.constantFrom(...Array<string>(20).fill(''), '&x ', '&y ', '!!str ', '! ', '&x\n'),
      fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        { weight: 5, arbitrary: scalar },
        { weight: 1, arbitrary: block },
        { weight: 1, arbitrary: tie('flow') },
        { weight: 2, arbitrary: tie('map') },
        { weight: 1, arbitrary: tie('list') },
      ),
    )
    .map(
      ([properties, piece]) =>
        (indent) =>
          properties + piece(indent),
    ),
  flow: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc
      .tuple(
        fc.array(fc.oneof(tie('flow'), pairOf(tie('flow'))), { maxLength: 3 }),
        fc.constantFrom(',', ', ', ',\n '),
      )
      .map(
        ([items, comma]): Piece =>
          (indent) =>
            `[${items.map((item) => item(indent)).join(comma)}]`,
      ),
    fc
      .tuple(
        fc.array(pairOf(tie('flow')), { maxLength: 3 }),
        fc.constantFrom(',', ', ', ',\n '),
        fc.constantFrom('', ' ', '\n', ','),
      )
      .map(
        ([pairs, comma, end]): Piece =>
          (indent) =>
            `{${pairs.map((pair) => pair(indent)).join(comma)}${end}}`,
      ),
  ),
  map: fc
    .tuple(
      fc.array(fc.tuple(pairOf(tie('node')), comment), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(2, 2, 2, 1, 4),
    )
    .map(
      ([pairs, step]): Piece =>
        (indent) =>
          pairs.map(([pair, after]) => `\n${spaces(indent + step)}${pair(indent + step)}${after}`).join(''),
    ),
  list: fc
    .tuple(
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('- ', '- ', '- ', '- ', '- ', '-   ', '-\t', '-'),
      fc.constantFrom(0, 2),
    )
    .map(
      ([items, dash, step]): Piece =>
        (indent) =>
          items.map((item) => `\n${spaces(indent + step)}${dash}${item(indent + step + 2)}`).join(''),
    ),
}));

function pairOf(value: fc.Arbitrary<Piece>): fc.Arbitrary<Piece> {
  const key = fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', '"h"', "'i'") },
    { weight: 3, arbitrary: word },
    {
      weight: 1,
      arbitrary: fc.constantFrom('j', '"<<"', '? a\n', '*x ', '&x a', '!!str 1', '', 'x'.repeat(1025)),
    },
  );
  const merge = fc
    .constantFrom(
      '*x',
      '*x',
      '*x',
      '*x',
      '[*x, {e: 3}]',
      '[{a: 1}, *x]',
      '{a: 1, <<: *x}',
      '{<<: *x, a: 1}',
      '*y',
      '1',
    )
    .map((sources) => () => `<<: ${sources}`);
  const pair = fc
    .tuple(key, fc.constantFrom(...Array<string>(30).fill(': '), ':', ' : ', ':\t', ':\n '), value)
    .map(
      ([name, colon, piece]): Piece =>
        (indent) =>
          name + colon + piece(indent + 1),
    );
  return fc.oneof({ weight: 12, arbitrary: pair }, { weight: 1, arbitrary: merge });
}

const HEADS = [
  '', 'b: &x {a: 1, d: {e: 2}}\n', 'b: &x {a: 1, b: 2}\nc: &y\n  b: 3\n  c: null\n', '---\n', '# c\n---\n', '\ufeff', '%YAML 1.1\n---\n',
]; // prettier-ignore
const ENDS = [
  '', '\n\n', '\n---\n', '\n...\n', '\n...\n---\n', '\n---\nd: 1\n', '\n# end'
]; // prettier-ignore

/** A map as people write it, with anchors before it that aliases may mean. */
const written: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...Array<string>(4).fill('b: &x {c: 1}\n'), ...HEADS),
    fc.array(fc.tuple(pairOf(node), comment), { minLength: 1, maxLength: 4 }),
    fc.constantFrom(...Array<string>(12).fill('\n'), ...ENDS),
    fc.constantFrom(...Array<string>(20).fill('\n'), '\r\n', '\r\n', '\r'),
  )
  .map(([head, pairs, end, lineEnd]) =>
    (head + pairs.map(([pair, after]) => pair(0) + after).join('\n') + end).replaceAll('\n', lineEnd),
  );

const FRAGMENTS = [
  ...WORDS, ...NUMBERS, ...ESCAPES, "'", '"', ':', ': ', ' ', '  ', '\n', '\n  ', '\n- ', '- ', '? ', '{', '}', '[', ']', ',', ', ', '#', ' #', '&x ',
  '*x', '<<: ', '<<: *x', '|', '>', '|-', '|+', '>-', '|2', '\n---\n', '\n...\n', '!!str ', '`', '\t', '\r\n', '\r', '\n\n', 'key: ', 'b: &x {c: 1}\n',
]; // prettier-ignore
const fragment = fc.constantFrom(...FRAGMENTS);

const soup = fc.array(fragment, { minLength: 1, maxLength: 10 }).map((parts) => parts.join(''));
const BEFORE = [
  'a: ',
  'a:\n  ',
  'a:\n- ',
  'b: &x {c: 1}\na: ',
  'a: {',
  'a: [',
  'a: "',
  "a: '",
  'a: |\n  ',
  'a: >\n  ',
  'a: x\n',
  '- ',
];
const AFTER = ['', '\n', '\nz: 1\n', '}\n', ']\n', '"\n', "'\n", '\n  w: 1\n'];
const held = fc
  .tuple(fc.constantFrom(...BEFORE), soup, fc.constantFrom(...AFTER))
  .map((parts) => parts.join(''));

/** Some lines of the values files that the charts have. */
const real: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...Object.keys(stacks)), fc.nat(), fc.integer({ min: 1, max: 12 }))
  .map(([name, start, count]) => {
    const lines = realLines(name);
    const from = start % lines.length;
    return lines.slice(from, from + count).join('\n');
  });

const CHARTS = path.join(__dirname, '..', '..', 'dist', 'charts');
const read = new Map<string, readonly string[]>();

function realLines(name: string): readonly string[] {
  const lines = read.get(name) ?? readFileSync(path.join(CHARTS, name, 'values.yaml'), 'utf8').split('\n');
  read.set(name, lines);
  return lines;
}

/** A text with some pieces of it replaced by others. */
function edited(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(),
    removed: fc.constantFrom(0, 0, 1, 1, 2, 5),
    put: fc.oneof(fragment, fc.constant('')),
  });
  return fc.tuple(texts, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([text, edits]) =>
    edits.reduce((changed, { at, removed, put }) => {
      const place = at % (changed.length + 1);
      return changed.slice(0, place) + put + changed.slice(place + removed);
    }, text),
  );
}

/** Texts that are values files, or nearly so, or not at all, by how they are made. */
export const TEXTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  written,
  'written and edited': edited(written),
  'parts of values.yaml, edited': edited(real),
  'single values': fc.oneof(word, digits).map((text) => `a: ${text}\n`),
  'single keys': fc.oneof(word, digits).map((text) => `${text}: a\n`),
  brackets: flow.map((piece) => `a: ${piece(2)}\n`),
  fragments: soup,
  'fragments within a value': held,
};
