import fc from 'fast-check';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';

type Step = string | number;
interface Change {
  readonly kind: 'replace' | 'remove' | 'add' | 'rename';
  readonly key: string;
  readonly value: Json;
}

/** What people write by mistake: of every type, at and beyond the limits of what is declared anywhere. */
export const SUSPECTS: readonly Json[] = [
  null, true, false, -1, 0, 1, 1.5, 101, 1001, 65_535, 65_536, 999_999, 1_000_000, 1e21, '', ' ', 'a', 'A', 'true', '1', 'a b',
  'a_b', 'a.b', '-a', 'a-', '.', '/', '/a', 'a\n', '\n', 'é', '😀', 'a\u0000', 'a\u007f', '\u2028', '1Gi', '1.5Gi', '500 m', '30s',
  '*.a', 'http://a', 'x'.repeat(46), 'x'.repeat(47), 'x'.repeat(63), 'x'.repeat(64), 'Prefix', 'info', [], [null], ['a'], [1], [{}],
  [[]], {}, { a: null }, { a: 'a' }, { a: 1.5 }, { 'a b': 1 }, { A: 'x' }, { PORT: 'x' }, { 'helm.sh/a': 'x' }, { a: { b: [1] } },
]; // prettier-ignore

const KEYS = [
  'name',
  'enabled',
  'host',
  'port',
  'unknown',
  'a b',
  '',
  'constructor',
  'A',
  'PORT',
  'checksum/a',
  'a/b',
];

const changes: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add', 'rename'),
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom(...SUSPECTS),
});

/** Changes one place in values: another value, a key less, more or by another name. What comes out is wrong as a rule. */
export function arbitraryWrongValues(values: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(values, fc.nat(), changes)
    .map(([given, place, change]) => {
      const places = [...placesOf(given, [])];
      return changed(given, places[place % places.length] ?? [], change) as JsonObject;
    })
    .filter((given) => typeof given === 'object' && !Array.isArray(given));
}

function* placesOf(value: Json, path: readonly Step[]): Generator<readonly Step[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  const steps: readonly Step[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const step of steps) yield* placesOf((value as Record<Step, Json>)[step] as Json, [...path, step]);
}

function changed(value: Json, [step, ...rest]: readonly Step[], change: Change): Json {
  if (step === undefined) return { [change.key]: change.value };
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const item = rest.length > 0 ? changed(items[Number(step)] as Json, rest, change) : change.value;
    return change.kind === 'remove' && rest.length === 0
      ? items.toSpliced(Number(step), 1)
      : items.with(Number(step), item);
  }
  const { [step]: inner, ...others } = value as Record<Step, Json>;
  if (rest.length > 0) return { ...others, [step]: changed(inner as Json, rest, change) };
  switch (change.kind) {
    case 'replace':
      return { ...others, [step]: change.value };
    case 'remove':
      return others;
    case 'add':
      return { ...others, [step]: inner as Json, [change.key]: change.value };
    case 'rename':
      return { ...others, [change.key]: inner as Json };
  }
}
