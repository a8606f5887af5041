/** What sentences and declarations advise is done here, and has to help. */
import { isExpr } from '../../lib/engine/template/expression';
import { ValuesError, valuesOf } from '../../lib/engine/values/check';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { applySetFlag } from '../../lib/engine/values/set-flag';
import { formatPath } from '../../lib/engine/values/sources';
import { conflictsOf } from './conflicts';
import { placesOf, valuesWith, type Place } from './places';
import { objectsFor, requiredValues, STACKS, templateOf } from './releases';
import { rejectionOf } from './sentences';

type Root = ReturnType<typeof templateOf>['declaration'];

/** The sentences on the values of a source. */
function sentencesOn(root: Root, values: Json, source = 'given.yaml'): readonly string[] {
  try {
    valuesOf(root, [{ name: source, values: values as JsonObject }]);
  } catch (error) {
    if (error instanceof ValuesError) return error.problems;
    throw error;
  }
  return [];
}

/** The sentences that are about a path itself. */
function aboutPath(sentences: readonly string[], path: Place['path'], source = 'given.yaml') {
  return sentences.filter((sentence) => sentence.startsWith(`${source}: ${formatPath(path)} `));
}

const isScalar = ({ declaration: { shape } }: Place): boolean =>
  ['string', 'integer', 'boolean'].includes(shape.type);

describe.each(STACKS)('%s: a value of another type', (stack) => {
  const root = templateOf(stack).declaration;
  const places = [...placesOf(root)].filter(isScalar);
  const accepts = ({ schema }: Declaration<unknown>, value: Json) =>
    schema?.().safeParse(value).success === true;

  it('is right in quotes or without them, where the sentence says so, and it says so wherever that is right', () => {
    const wrong: string[] = [];
    let followed = 0;
    for (const { path, declaration } of places) {
      for (const value of [20_251_101, true, '5', 'true']) {
        const about = aboutPath(sentencesOn(root, valuesWith(root, path, value)), path);
        const other = typeof value === 'string' ? (JSON.parse(value) as Json) : String(value);
        const [sentence = ''] = about;
        const says = /: (put it in quotes|leave out the quotes)\.$/.test(sentence);
        if (about.length === 0 || !(says || accepts(declaration, other))) continue;
        followed += 1;
        if (!says) wrong.push(`${sentence} And ${JSON.stringify(other)} would be right.`);
        else if (aboutPath(sentencesOn(root, valuesWith(root, path, other)), path).length > 0)
          wrong.push(`${sentence} And ${JSON.stringify(other)} is wrong too.`);
      }
    }
    expect(wrong).toEqual([]);
    expect(followed).toBeGreaterThan(10);
  });

  it('is right with the other flag, where the sentence says so', () => {
    const wrong: string[] = [];
    let followed = 0;
    for (const { path } of places) {
      for (const [text, asString] of [
        ['20251101', false],
        ['true', false],
        ['5', true],
        ['true', true],
      ] as const) {
        const flag = `${helmPath(path)}=${text}`;
        const [source, other] = asString ? ['--set-string', '--set'] : ['--set', '--set-string'];
        const base = leastWithout(root, path);
        const [sentence] = aboutPath(
          sentencesOn(root, applySetFlag(base, flag, asString), source),
          path,
          source,
        );
        const [, advised] = /: use (--set(?:-string)?)\.$/.exec(sentence ?? '') ?? [];
        if (sentence === undefined || advised === undefined) continue;
        followed += 1;
        const again = sentencesOn(root, applySetFlag(base, flag, !asString), other);
        if (advised !== other || aboutPath(again, path, other).length > 0) wrong.push(sentence);
      }
    }
    expect(wrong).toEqual([]);
    expect(followed).toBeGreaterThan(10);
  });
});

/** A path as `--set` takes it. */
function helmPath(path: Place['path']): string {
  return path
    .map((step, index) =>
      typeof step === 'number'
        ? `[${String(step)}]`
        : `${index === 0 ? '' : '.'}${step.replaceAll(/[.,=[\]\\]/g, '\\$&')}`,
    )
    .join('');
}

/** What has to stand beside a place, in items and entries. */
function leastWithout(root: Root, path: Place['path']): JsonObject {
  return valuesWith(root, path, null) as JsonObject;
}

describe.each(STACKS)('%s: the text of a file', (stack) => {
  const root = templateOf(stack).declaration;
  // Entries of maps with keys of the user's choice.
  const files = [...placesOf(root)].filter(
    ({ path, declaration }) =>
      declaration.shape.type === 'string' &&
      declaration.schema?.().safeParse('a: 1\nb: 2\n').success === true &&
      [...placesOf(root)].some(
        (holder) =>
          holder.declaration.shape.type === 'map' &&
          formatPath(holder.path) === formatPath(path.slice(0, -1)),
      ),
  );

  it('that was given as a map: the sentence has the sign that is missing', () => {
    const wrong = files.flatMap(({ path }) => {
      const [sentence = ''] = aboutPath(
        sentencesOn(root, valuesWith(root, path, { server: { port: 1 } })),
        path,
      );
      const right = aboutPath(sentencesOn(root, valuesWith(root, path, 'server:\n  port: 1\n')), path);
      const says = sentence.endsWith('it must be a string: for the text of a file, put "|" after the key.');
      return says && right.length === 0 ? [] : [sentence];
    });
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });
});

/** The examples in words of what is right: "such as a, b or c", up to a comma or the end. */
function examplesIn(expects: string): readonly string[] {
  const [, examples = ''] = /such as (.*)$/.exec(expects) ?? [];
  // A comma with a space ends the examples, unless one word and another example follow.
  const [list = ''] =
    /^[^ ,]+(?:, [^ ,]+(?=(?:,| or) ))*(?:,? or [^ ]+)?/.exec(examples.replace(/,? or empty$/, '')) ?? [];
  return list
    .split(/, | or /)
    .map((example) => example.replace(/,$/, ''))
    .filter((example) => example !== '');
}

describe.each(STACKS)('%s: "such as" in what a value must be', (stack) => {
  const root = templateOf(stack).declaration;
  const places = [...placesOf(root)];

  it('names what is right there', () => {
    const wrong: string[] = [];
    let followed = 0;
    for (const { path, declaration } of places) {
      const { shape, expects } = declaration;
      const holder = shape.type === 'map' ? shape.keys.expects : expects;
      for (const example of shape.type === 'section' || shape.type === 'list' ? [] : examplesIn(holder)) {
        followed += 1;
        const given = shape.type === 'map' ? [...path, example] : path;
        const value = shape.type === 'map' ? (shape.entry.samples[0] ?? '') : example;
        const about = aboutPath(sentencesOn(root, valuesWith(root, given, value)), path);
        if (about.length > 0) wrong.push(about.join(' '));
      }
    }
    expect(wrong).toEqual([]);
    expect(followed).toBeGreaterThan(5);
  });
});

it('finds the examples in a sentence', () => {
  expect(examplesIn('a quantity such as 500m, 2 or 256Mi')).toEqual(['500m', '2', '256Mi']);
  expect(examplesIn('a host such as redis.example.com, or empty')).toEqual(['redis.example.com']);
  expect(examplesIn('a repository such as ghcr.io/a, without tag')).toEqual(['ghcr.io/a']);
  expect(examplesIn('a boolean')).toEqual([]);
});

describe.each(STACKS)('%s: "Did you mean" of a key', (stack) => {
  const root = templateOf(stack).declaration;

  it('names a value that there is', () => {
    const wrong: string[] = [];
    let followed = 0;
    for (const { path, declaration } of placesOf(root)) {
      if (declaration.shape.type !== 'section' || declaration.shape.shared === true) continue;
      for (const key of Object.keys(declaration.shape.fields)) {
        for (const given of [[...path, `${key}x`], [...path, key.slice(0, -1)], [key]]) {
          const [sentence = ''] = aboutPath(sentencesOn(root, valuesWith(root, given, null)), given);
          const [, meant] = / Did you mean (.*)\?$/.exec(sentence) ?? [];
          for (const place of meant?.split(' or ') ?? []) {
            followed += 1;
            if (!isDeclared(root, place)) wrong.push(sentence);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(followed).toBeGreaterThan(30);
  });
});

/** Whether there is a value at a path as sentences write it. */
function isDeclared(root: Declaration<unknown>, path: string): boolean {
  const steps = path.match(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]|[^.[]+/g) ?? [];
  let at: Declaration<unknown> | undefined = root;
  for (const step of steps) {
    const shape: Declaration<unknown>['shape'] | undefined = at?.shape;
    const key = step.startsWith('["') ? (JSON.parse(step.slice(1, -1)) as string) : step;
    if (shape?.type === 'section') at = shape.fields[key];
    else if (shape?.type === 'list' && step.startsWith('[')) at = shape.item;
    else if (shape?.type === 'map') at = shape.entry;
    else return shape?.type === 'object';
  }
  return at !== undefined;
}

/** Paths of values in a sentence: words with dots or the key that is to be set. */
function pathsIn(sentence: string): readonly string[] {
  const words = sentence.match(/(?<![\w/."{-])[a-z]\w*(?:\.[a-z]\w*)+(?![\w/.-]*\w*[/}])/g) ?? [];
  const toSet = [...sentence.matchAll(/\b(?:set|in) ([a-z]+[A-Z]\w*)\b/g)].map(([, word = '']) => word);
  return [...words, ...toSet].filter(
    (word) => !/\.(?:com|io|yml|yaml|json)$|^(?:rbac|ghcr)\.\w+\./.test(word),
  );
}

describe.each(STACKS)('%s: the rules on values together', (stack) => {
  const template = templateOf(stack);
  const root = template.declaration;

  it('name values that there are', () => {
    const wrong = template.validationRules.flatMap(({ path, reason }) => {
      const own = isExpr(path) ? '' : path;
      const parents = own.split('.').map((_, index, steps) => steps.slice(0, index).join('.'));
      const known = (word: string) =>
        [word, ...parents.map((parent) => `${parent}.${word}`)].some((place) => isDeclared(root, place)) ||
        isInEntry(root, word);
      return [...(own.startsWith('The ') || own === '' ? [] : [own]), ...pathsIn(reason)]
        .filter((word) => !known(word))
        .map((word) => `${word} in: ${own} ${reason}`);
    });
    expect(wrong).toEqual([]);
  });

  it('advise what helps: who does it is told so no more', () => {
    const required = requiredValues(stack);
    const wrong: string[] = [];
    const advised = new Set<string>();
    for (const { values, release = 'my-release', namespace = 'ai-gateway' } of conflictsOf(stack)) {
      const given = overlay(required, values);
      const complaint = (changed: JsonObject) =>
        (rejectionOf(() => objectsFor(stack, { release, namespace, values: changed })) ?? '').split('\n');
      for (const line of complaint(given)) {
        const sentence = line.replace(/^(name(space)? )?\S+: /, '');
        for (const change of adviceIn(sentence)) {
          advised.add(sentence);
          if (complaint(overlay(given, change)).includes(line))
            wrong.push(`${sentence} And with ${JSON.stringify(change)} it is said again.`);
        }
      }
    }
    process.stdout.write(
      `inputs ${stack}: ${String(advised.size)} sentences with advice that was followed\n`,
    );
    expect(wrong).toEqual([]);
    expect(advised.size).toBeGreaterThan(0);
  });
});

/** Whether a word is a path within the entries of some map. */
function isInEntry(root: Root, word: string): boolean {
  return [...placesOf(root)].some(
    ({ path, declaration }) =>
      declaration.shape.type === 'section' && path.length > 0 && isDeclared(declaration, word),
  );
}

/** What a sentence advises, as values; nothing where it leaves the value to the reader. */
function adviceIn(sentence: string): readonly JsonObject[] {
  const [, path = ''] = /^(\S+) /.exec(sentence) ?? [];
  const parent = path.split('.').slice(0, -1);
  const [, that = path] = /.* ([a-z]\w*(?:\.\w+)+) .*\bset that\b/.exec(sentence) ?? [];
  const parsed = (text: string): Json =>
    /^(?:true|false|\d+)$/.test(text) ? (JSON.parse(text) as Json) : text;
  const at = (steps: readonly string[], value: Json): JsonObject =>
    steps.reduceRight<Json>((inner, step) => ({ [step]: inner }), value) as JsonObject;
  return [
    ...[...sentence.matchAll(/\bset ([a-z]\w*(?:\.\w+)*) to (\w+)/g)].map(([, to = '', value = '']) =>
      at(
        ({ it: path, this: path, that } as Record<string, string>)[to]?.split('.') ?? to.split('.'),
        parsed(value),
      ),
    ),
    ...[...sentence.matchAll(/\bset its (\w+) to (\w+)/g)].map(([, key = '', value = '']) =>
      at([...parent, key], parsed(value)),
    ),
    ...[...sentence.matchAll(/\bset it to [^;]*, such as (\S+)\.$/g)].map(([, value = '']) =>
      at(path.split('.'), value),
    ),
    ...[...sentence.matchAll(/\bset at least one \w+, such as (\S+)\.$/g)].map(([, value = '']) =>
      at(path.split('.'), [value]),
    ),
    ...[...sentence.matchAll(/\buse (ClusterIP|ReadWriteMany|baseline)\b/g)].map(([, value = '']) =>
      at(path.split('.'), value),
    ),
  ];
}
