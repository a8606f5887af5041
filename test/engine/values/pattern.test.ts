import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { matches, countMatches, firstMatch } from '../../../lib/engine/template/operators';
import { AuthorError } from '../../../lib/engine/values/author-error';
import { mapOf } from '../../../lib/engine/values/collections';
import type { Json } from '../../../lib/engine/values/declaration';
import { isMap } from '../../../lib/engine/values/merge';
import { asGo, checked, sourceOf } from '../../../lib/engine/values/pattern';
import { string } from '../../../lib/engine/values/scalars';
import { formed } from '../../../lib/engine/values/string-form';
import { SmallStack } from '../small-stack';

const CHARTS = path.join(__dirname, '../../../dist/charts');
const { values } = new SmallStack();

/** Each with what of it is named, and the beginning of what to write instead. */
const REJECTED: readonly (readonly [RegExp, found: string, instead: string])[] = [
  [/a/i, 'the flag i', 'write [Aa] for a and A'],
  [/a/m, 'the flag m', 'write (^|\\n) for ^'],
  [/a/s, 'the flag s', 'write [\\s\\S] for any character'],
  [/a/g, 'the flag g', 'leave it out'],
  [/a/y, 'the flag y', 'leave it out'],
  [/a/d, 'the flag d', 'leave it out'],
  [/a/iu, 'the flag i', 'write [Aa]'],
  [/a(?=b)/, '(?=', 'write out'],
  [/a(?!b)/, '(?!', 'write out'],
  [/(?<=a)b/, '(?<=', 'write out'],
  [/(?<!a)b/, '(?<!', 'write out'],
  [/(a)\1/, '\\1', 'write out'],
  [/(?<one>a)\k<one>/, '(?<', 'write ( or (?:'],
  [/a\B/, '\\B', 'write out'],
  [/\s/, '\\s', 'write the characters, such as [ \\t\\r\\n]'],
  [/[^\S]/, '[^\\S', 'write the characters, such as'],
  [/\p{L}/u, '\\p', 'write the characters themselves, or \\xHH'],
  [/\P{L}/u, '\\P', 'write the characters'],
  [/\u0041/, '\\u', 'write the characters'],
  [/[\u{41}]/u, '\\u', 'write the characters'],
  [/\cJ/, '\\c', 'write the characters'],
  [/\0/, '\\0', 'write the characters'],
  [/[\b]/, '[\\b', 'write \\x08'],
  [/[^]/, '[^]', 'write [\\s\\S] for any character'],
  [/[]/, '[]', 'write [\\s\\S] for any character'],
  [/[[:alpha]/, '[[:', 'write \\[:'],
  [/(|a)*/, '(|a)*, where (|a) may be empty', 'repeat what has characters'],
  [/x((a?)b?){2}/, '((a?)b?){2}, where ((a?)b?) may be empty', 'repeat'],
  [/(?:\b|a)+/, '(?:\\b|a)+, where (?:\\b|a) may be empty', 'repeat'],
  [/a{1001}/, 'more than 1000 repeats', 'repeat less often'],
  [/(a{2,40}b?){26}/, 'more than 1000 repeats', 'repeat less often'],
  [/((a{11,})+){100}/, 'more than 1000 repeats', 'repeat less often'],
];

/** What JavaScript takes only where it does not look closely. */
const LOOSE = ['a\\-b', '\\A', '\\Qa', '\\x{41}', 'a{', ']', '\\_', '\\12', '[\\w-a]'];

it.each(REJECTED)('%s is rejected: %s', (pattern, found, instead) => {
  expect(() => sourceOf(pattern)).toThrow(AuthorError);
  expect(() => sourceOf(pattern)).toThrow(
    `${String(pattern)} has ${found}, which Helm reads otherwise or not at all; ${instead}`,
  );
});

it.each(LOOSE)('%s is rejected with what is wrong', (pattern) => {
  const given = new RegExp(pattern);
  expect(() => sourceOf(given)).toThrow(AuthorError);
  expect(() => sourceOf(given)).toThrow(
    /^Invalid regular expression: .*\. Patterns are read with the flag u\./,
  );
});

const FORM = { expects: 'a', samples: [], yamlSafe: false };
const WRONG = /\s/;

it.each<[string, () => unknown]>([
  ['formed()', () => formed('', 'A.', { ...FORM, pattern: WRONG })],
  ['the keys of mapOf()', () => mapOf({}, 'A.', string('', 'A.'), { ...FORM, key: WRONG })],
  [
    'the reserved keys of mapOf()',
    () => mapOf({}, 'A.', string('', 'A.'), { ...FORM, key: /a/, reserved: WRONG }),
  ],
  ['matches()', () => matches(values.name, WRONG)],
  ['firstMatch()', () => firstMatch(values.name, WRONG)],
  ['countMatches()', () => countMatches(values.name, WRONG)],
])('%s rejects such a pattern, with the line of the author', (_, write) => {
  expect(write).toThrow(AuthorError);
  expect(write).toThrow(
    /^\/\\s\/ has \\s, .*; write .*\. \(test\/engine\/values\/pattern\.test\.ts:\d+:\d+\)$/,
  );
});

it.each([
  [/^\/tmp\/?$/, '^/tmp/?$'],
  [/[(?=\\s[\[:]/u, '[(?=\\\\s[\\[:]'],
  [/[\s\S]/, '[\\s\\S]'],
  [/\(\?=\\1/, '\\(\\?=\\\\1'],
  [/(?:a{20}){50}|b{1000}/u, '(?:a{20}){50}|b{1000}'],
])('%s is taken, and written %s', (pattern, source) => {
  expect(sourceOf(pattern)).toBe(source);
});

it('a dot leaves out the line feed alone, and an emoji is one character', () => {
  const pattern = checked(/^.[.]\.$/);
  expect(['a..', '😀..', '\r..', '\u2028..', '\n..', 'a.a'].map((text) => pattern.test(text))).toEqual([
    true, true, true, true, false, false,
  ]); // prettier-ignore
  expect(asGo('^.$', 'g').flags).toBe('gu');
});

/** The patterns in a JSON schema. */
function patternsIn(schema: Json): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((item) => patternsIn(item as Json));
  return isMap(schema)
    ? Object.entries(schema).flatMap(([key, value]) =>
        key === 'pattern' && typeof value === 'string' ? [value] : patternsIn(value),
      )
    : [];
}

// The chart of charts has no values of its own.
const OWN = readdirSync(CHARTS).filter((chart) => chart !== 'ai-gateway');

it.each(OWN)('all patterns in the JSON schema of %s are such', (chart) => {
  const schema = JSON.parse(readFileSync(path.join(CHARTS, chart, 'values.schema.json'), 'utf8')) as Json;
  const patterns = new Set(patternsIn(schema));
  expect(patterns.size).toBeGreaterThan(5);
  for (const pattern of patterns) expect(() => checked(new RegExp(pattern))).not.toThrow();
});
