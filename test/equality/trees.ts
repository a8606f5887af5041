import { Construct } from 'constructs';
import fc from 'fast-check';
import { resourceFile } from '../../lib/engine/helm/resource-file';
import { renderObjects } from '../../lib/engine/manifests/render';
import { AuthorError } from '../../lib/engine/values/author-error';
import type { Expr } from '../../lib/engine/template/expression';
import {
  and, asString, contains, distinct, equal, greaterThan, lengthOf, matches, not, or, orElse, sum, text, type Condition,
} from '../../lib/engine/template/operators'; // prettier-ignore
import { Resource, type ResourceClass } from '../../lib/engine/template/resource';
import { ForEachEntry, ForEachItem, Named, OnlyIf } from '../../lib/engine/template/scopes';
import { TypedStackTemplate } from '../../lib/engine/template/stack-template';
import {
  choose, commented, each, eachEntry, ifSet, lines, merged, neverEmpty, pair, when, type Tree,
} from '../../lib/engine/template/tree'; // prettier-ignore
import { valuesOf } from '../../lib/engine/values/check';
import { entry, list, mapOf, section } from '../../lib/engine/values/collections';
import { kubernetesObject } from '../../lib/engine/values/kubernetes-object';
import { optional, required, type JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { objectName, requiredName } from '../../lib/engine/values/names';
import { integer, quantity } from '../../lib/engine/values/numbers';
import { boolean, NASTY_STRINGS, string } from '../../lib/engine/values/scalars';
import { labels } from '../../lib/engine/values/string-maps';
import { arbitraryValues } from '../../lib/testing/arbitrary-values';

const declaration = section('Trees', {
  on: boolean(true, 'A flag.'),
  off: boolean(false, 'A flag.'),
  maybe: optional(integer(5, 'A number that may be absent.', { minimum: 1, maximum: 9 })),
  small: integer(2, 'A number.', { minimum: 0, maximum: 9 }),
  large: integer(1_000_000, 'A number that Helm prints as a float.', { minimum: 0, maximum: 10_000_000 }),
  size: quantity('1Gi', 'A size.'),
  spare: optional(quantity('1', 'A size that may be absent.')),
  text: string('', 'Any text.'),
  host: objectName('host', 'A name.'),
  labels: labels({}, 'Labels.'),
  object: kubernetesObject({}, 'A piece of an object.', [{ a: 1 }, { b: ['0o7', true] }]),
  words: list([], 'Texts.', string('', 'A text.')),
  names: list(['one'], 'Names.', requiredName('A name.')),
  services: mapOf(
    { web: { name: 'web' } },
    'Services.',
    entry('A service.', {
      name: required(requiredName('Its name.')),
      enabled: boolean(true, 'Whether it is there.'),
      note: string('', 'Any text.'),
      disk: quantity('1Gi', 'Its disk.'),
      probe: section('Its probe.', { path: string('/', 'Its path.') }),
    }),
    { key: /^[a-z]+$/, expects: 'lowercase letters', samples: ['web', 'api', 'y'] },
  ),
});

type TreeFields = (typeof declaration)['shape']['fields'];
type Values = TreeStack['values'];

/** A stack of a resource for each of some trees. */
export class TreeStack extends TypedStackTemplate<TreeFields> {
  readonly notes = lines('Installed.');

  constructor(trees: readonly RandomTree[]) {
    super(
      {
        name: 'trees',
        version: '1.0.0',
        appVersion: '1.0.0',
        description: 'Random trees.',
        keywords: [],
        home: 'https://example.com',
        sources: [],
        maintainers: [{ name: 'nobody' }],
        kubeVersion: '>=1.27.0-0',
        annotations: {},
      },
      declaration,
    );
    trees.forEach((tree, index) => tree.plant(this, `tree-${index}`));
  }
}

/** What the trees are rendered with: any values, and both flags in each of their four states as often. */
export const valueSets: fc.Arbitrary<JsonObject> = fc
  .tuple(arbitraryValues(declaration.shape.fields), fc.record({ on: fc.boolean(), off: fc.boolean() }))
  .map(([values, flags]) => overlay(values, flags));

/** Where something stands: what it may refer to there. */
interface Place {
  readonly values: Values;
  /** What the variables around hold, by their names: an inner one hides an outer one of its name. */
  readonly variables: Readonly<Record<string, Held>>;
  /** A key that nothing else in the resource has. */
  readonly key: () => string;
}

/** What can be asked and printed of a variable. */
interface Held {
  readonly conditions: readonly Condition[];
  readonly strings: readonly Expr<string>[];
}

/** Something that is made once it is known where it stands. */
type At<T> = (place: Place) => T;
type Trees = fc.Arbitrary<At<Tree>>;

function stringsAt({ values, variables }: Place): readonly Expr<string>[] {
  return [
    values.text,
    values.host,
    asString(values.spare),
    ...Object.values(variables).flatMap(({ strings }) => strings),
  ];
}

function conditionsAt({ values, variables }: Place): readonly Condition[] {
  const { labels: userLabels, maybe, names, object, size, small, spare, text: userText, words } = values;
  const held = Object.values(variables).flatMap(({ conditions }) => conditions);
  return [maybe, userText, words, names, userLabels, object, size, small, spare, ...held];
}

/** One of what there is at a place. */
function oneOf<T>(optionsAt: At<readonly T[]>): fc.Arbitrary<At<T>> {
  return fc.nat({ max: 99 }).map((index) => (place) => {
    const options = optionsAt(place);
    return options[index % options.length] as T;
  });
}

const flags: fc.Arbitrary<At<Condition>> = oneOf(({ values }) => [values.on, values.off]);
const strings: fc.Arbitrary<At<Expr<string>>> = oneOf(stringsAt);
const LONG = 'a long (text) | with "quotes", a \\ and ( that is not closed ';
const fixedStrings = fc.constantFrom('a', 'x: y # z', 'two\nlines\n', LONG.repeat(3), ...NASTY_STRINGS);

/** What asks a value about something else than whether it is there. */
const comparisons: fc.Arbitrary<At<Condition>> = fc.oneof(
  fc.tuple(strings, fixedStrings).map(
    ([value, other]): At<Condition> =>
      (at) =>
        equal(value(at), other),
  ),
  fc.tuple(strings, fixedStrings).map(
    ([value, part]): At<Condition> =>
      (at) =>
        contains(value(at), part),
  ),
  fc.tuple(strings, fc.constantFrom(/^a|b$/, /["(]/, /x \| y/)).map(
    ([value, pattern]): At<Condition> =>
      (at) =>
        matches(value(at), pattern),
  ),
  fc.nat({ max: 2 }).map(
    (length): At<Condition> =>
      ({ values }) =>
        greaterThan(lengthOf(values.words), length),
  ),
);

/** Few, and parts of one another: within one, another is asked in part, or goes on with the one before. */
const familiar: fc.Arbitrary<At<Condition>> = oneOf(({ values: { off, on } }) => [
  on,
  off,
  not(on),
  not(off),
  or(on, off),
  and(on, off),
  or(not(on), off),
]);

/** Flags, values and comparisons, joined in and, or and not. */
const joint = fc.letrec<{ condition: At<Condition> }>((tie) => {
  const several = fc.array(tie('condition'), { minLength: 2, maxLength: 3 });
  return {
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: flags },
      { weight: 2, arbitrary: oneOf(conditionsAt) },
      { weight: 1, arbitrary: comparisons },
      {
        weight: 2,
        arbitrary: tie('condition').map(
          (inner): At<Condition> =>
            (at) =>
              not(inner(at)),
        ),
      },
      {
        weight: 2,
        arbitrary: several.map(
          (inner): At<Condition> =>
            (at) =>
              and(...inner.map((one) => one(at))),
        ),
      },
      {
        weight: 3,
        arbitrary: several.map(
          (inner): At<Condition> =>
            (at) =>
              or(...inner.map((one) => one(at))),
        ),
      },
    ),
  };
}).condition;

const conditions = fc.oneof(familiar, joint);

/** A string, a number or a boolean: of the author, of the user or computed. */
const plainScalars: Trees = fc.oneof(
  strings,
  fixedStrings.map((fixed) => () => fixed),
  fc.constantFrom(1, true, false).map((fixed) => () => fixed),
  oneOf<Tree>(({ values }) => [values.small, values.large, values.on, values.size, sum(values.small, 1)]),
  fc.tuple(strings, strings).map(
    ([a, b]): At<Tree> =>
      (at) =>
        text`p ${a(at)} "q" {${b(at)}}`,
  ),
  fc.tuple(strings, fixedStrings).map(
    ([value, other]): At<Tree> =>
      (at) =>
        orElse(value(at), other),
  ),
  fc.tuple(strings, strings, fixedStrings).map(
    ([a, b, other]): At<Tree> =>
      (at) =>
        orElse(orElse(a(at), b(at)), orElse(b(at), other)),
  ),
);

/** A value of the user that may be empty, so that its key may have to go. */
const userValues: Trees = fc
  .tuple(
    oneOf<Expr<unknown>>(({ values }) => [
      values.maybe,
      values.spare,
      values.labels,
      values.object,
      values.words,
      values.names,
    ]),
    fc.boolean(),
  )
  .map(
    ([value, asked]): At<Tree> =>
      (at) =>
        asked ? ifSet(value(at)) : value(at),
  );

/**
 * Lines of a string, with decisions and a loop among them.
 *
 * Left out, as a template does not say it right yet: a first line that begins with white space or is empty.
 */
const blocks: Trees = fc.tuple(conditions, conditions, conditions, fixedStrings).map(
  ([first, second, third, fixed]): At<Tree> =>
    (at) =>
      lines(
        'start',
        `x${fixed.replaceAll('\n', ' ')}x`,
        when(first(at), lines('a {{ x }}', '', text`b ${at.values.host}`, when(second(at), 'c'))),
        'white space at the end \t',
        when(second(at), lines('f', '')),
        '',
        choose(first(at), lines('', 'g '), 'h'),
        ' ',
        each(at.values.names, 'line', (name) => when(third(at), text`- ${name}`)),
        choose(third(at), 'd', 'e'),
      ),
);

const comments = fc.constantFrom(
  'A reason.',
  'Braces {{ .Values.x }} and }} {{- end }} {{/* x */}}',
  'a # b: c - d',
  'two\nlines\n- x',
  '*/ "quoted" `back` \\',
  'é 漢字 — \u{1f600} \u2028 \u0085 next',
  'word '.repeat(60),
  'x'.repeat(200),
  '--- # %YAML',
  '{',
  '{{{',
);

function withComment(trees: Trees): Trees {
  return fc.tuple(comments, trees).map(
    ([comment, tree]): At<Tree> =>
      (at) =>
        commented(comment, tree(at)),
  );
}

function atTimes(trees: Trees): Trees {
  return fc.tuple(conditions, trees).map(
    ([condition, tree]): At<Tree> =>
      (at) =>
        when(condition(at), tree(at)),
  );
}

function eitherOf(trees: Trees, others: Trees = trees): Trees {
  return fc.tuple(conditions, trees, others).map(
    ([condition, then, other]): At<Tree> =>
      (at) =>
        choose(condition(at), then(at), other(at)),
  );
}

/** One in a condition and one in its opposite: each only at times, one of them always. */
function oneOfTwo(trees: Trees, together: (...parts: readonly Tree[]) => Tree): Trees {
  return fc.tuple(conditions, trees, trees).map(
    ([condition, then, other]): At<Tree> =>
      (at) =>
        neverEmpty(together(when(condition(at), then(at)), when(not(condition(at)), other(at)))),
  );
}

// Few, so that one hides another one often.
const variableNames = fc.constantFrom('x', 'y', 'z');
const twoVariableNames = fc.constantFrom(['x', 'y'] as const, ['y', 'x'] as const, ['z', 'x'] as const);

function within(place: Place, variables: Readonly<Record<string, Held>>): Place {
  return { ...place, variables: { ...place.variables, ...variables } };
}

/** The item of a list of strings, as a variable. */
function heldString(item: Expr<string>): Held {
  return { conditions: [item], strings: [item] };
}

/** The key of a map, as a variable. It is never empty. */
function heldKey(key: Expr<string>): Held {
  return { conditions: [], strings: [key] };
}

type Service = ForEachEntry<Values['services']>['entry'];

function heldService({ disk, enabled, name, note, probe }: Service): Held {
  return { conditions: [disk, enabled, note, probe.path], strings: [asString(disk), name, note, probe.path] };
}

/** A loop over one of the user's lists or over the user's map. */
function loops(bodies: Trees): Trees {
  return fc.oneof(
    fc.tuple(fc.boolean(), variableNames, bodies).map(
      ([any, name, body]): At<Tree> =>
        (at) =>
          each(any ? at.values.words : at.values.names, name, (item) =>
            body(within(at, { [name]: heldString(item) })),
          ),
    ),
    fc.tuple(twoVariableNames, bodies).map(
      ([[key, name], body]): At<Tree> =>
        (at) =>
          eachEntry(at.values.services, { key, entry: name }, (keyOf, service) =>
            body(within(at, { [key]: heldKey(keyOf), [name]: heldService(service) })),
          ),
    ),
  );
}

/** One or two keys for each entry of the user's map. */
function pairs(values: Trees): Trees {
  return fc.tuple(twoVariableNames, fc.array(values, { minLength: 1, maxLength: 2 })).map(
    ([[key, name], inner]): At<Tree> =>
      (at) =>
        eachEntry(at.values.services, { key, entry: name }, (keyOf, service) => {
          const inside = within(at, { [key]: heldKey(keyOf), [name]: heldService(service) });
          return merged(...inner.map((value) => pair(text`${keyOf}.${at.key()}`, value(inside))));
        }),
  );
}

function mapsOf(values: Trees): Trees {
  return fc.array(values, { minLength: 1, maxLength: 4 }).map(
    (inner): At<Tree> =>
      (at) =>
        Object.fromEntries(inner.map((value) => [at.key(), value(at)])),
  );
}

function listsOf(items: Trees): Trees {
  return fc.array(items, { minLength: 1, maxLength: 3 }).map(
    (inner): At<Tree> =>
      (at) =>
        inner.map((item) => item(at)),
  );
}

/** A property in the same decision one after the other, within another decision and around a third. */
const neighbours: Trees = fc
  .tuple(familiar, familiar, familiar, plainScalars)
  .map(([around, twice, inside, scalar]): At<Tree> => (at) => {
    const property = (): Tree => ({ [at.key()]: scalar(at) });
    return when(
      around(at),
      merged(
        property(),
        when(twice(at), property()),
        when(twice(at), merged(property(), when(inside(at), property()))),
      ),
    );
  });

function mergedOf(maps: Trees): Trees {
  return fc.array(maps, { minLength: 1, maxLength: 3 }).map(
    (parts): At<Tree> =>
      (at) =>
        merged(...parts.map((part) => part(at))),
  );
}

// As one side of a decision only. Left out, as a template leaves a key without a value behind: an empty map
// as a part of a merged one, and an empty list as an item of another.
const emptyMaps: Trees = fc.constant(() => ({}));
const emptyLists: Trees = fc.constant(() => []);

/** Whatever can stand behind a key. */
const values = fc.letrec<{ scalar: At<Tree>; map: At<Tree>; item: At<Tree>; value: At<Tree> }>((tie) => {
  const [scalar, map, item, value] = [tie('scalar'), tie('map'), tie('item'), tie('value')];
  const limits = { maxDepth: 5, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true };
  return {
    scalar: fc.oneof(
      limits,
      { weight: 4, arbitrary: plainScalars },
      { weight: 1, arbitrary: atTimes(scalar) },
      { weight: 1, arbitrary: eitherOf(scalar) },
    ),
    map: fc.oneof(
      limits,
      { weight: 1, arbitrary: mapsOf(plainScalars) },
      { weight: 4, arbitrary: mapsOf(value) },
      { weight: 1, arbitrary: withComment(map) },
      { weight: 2, arbitrary: atTimes(map) },
      { weight: 2, arbitrary: eitherOf(map) },
      { weight: 2, arbitrary: mergedOf(map) },
      { weight: 2, arbitrary: neighbours },
      { weight: 1, arbitrary: oneOfTwo(map, merged) },
      { weight: 1, arbitrary: pairs(value) },
    ),
    item: fc.oneof(
      limits,
      { weight: 3, arbitrary: plainScalars },
      { weight: 3, arbitrary: mapsOf(value) },
      { weight: 2, arbitrary: withComment(item) },
      { weight: 2, arbitrary: atTimes(item) },
      { weight: 1, arbitrary: eitherOf(item) },
      { weight: 1, arbitrary: listsOf(item) },
      { weight: 1, arbitrary: oneOf<Tree>(({ values: { names, words } }) => [names, words]) },
      { weight: 2, arbitrary: loops(item) },
    ),
    value: fc.oneof(
      limits,
      { weight: 2, arbitrary: scalar },
      { weight: 3, arbitrary: userValues },
      { weight: 4, arbitrary: map },
      { weight: 4, arbitrary: listsOf(item) },
      { weight: 2, arbitrary: withComment(value) },
      { weight: 1, arbitrary: atTimes(value) },
      { weight: 1, arbitrary: blocks },
      { weight: 1, arbitrary: eitherOf(map, fc.oneof(map, withComment(map), emptyMaps)) },
      { weight: 1, arbitrary: eitherOf(listsOf(plainScalars), emptyLists) },
      { weight: 1, arbitrary: oneOfTwo(item, (...items) => items) },
    ),
  };
}).value;

/** What a resource is named and stands in. */
interface Ground {
  readonly scope: Construct;
  readonly place: Place;
  readonly name: string | Expr<string>;
}

/** A scope around a resource: from the ground around it to the one within it. */
type Fence = (ground: Ground) => Ground;

const onlyIfs: fc.Arbitrary<Fence> = conditions.map((condition) => (ground) => ({
  ...ground,
  scope: new OnlyIf(ground.scope, 'if', condition(ground.place)),
}));

const forEachItems: fc.Arbitrary<Fence> = variableNames.map((name) => (ground) => {
  const loop = new ForEachItem(ground.scope, 'items', distinct(ground.place.values.names), name);
  return {
    scope: loop,
    place: within(ground.place, { [name]: heldString(loop.item) }),
    name: text`${ground.name}-${loop.item}`,
  };
});

const forEachEntries: fc.Arbitrary<Fence> = twoVariableNames.map(([key, name]) => (ground) => {
  const loop = new ForEachEntry(ground.scope, 'entries', ground.place.values.services, { key, entry: name });
  return {
    scope: loop,
    place: within(ground.place, { [key]: heldKey(loop.key), [name]: heldService(loop.entry) }),
    name: text`${ground.name}-${loop.key}`,
  };
});

const names: fc.Arbitrary<Fence> = fc.tuple(variableNames, strings).map(([name, value]) => (ground) => {
  const scope = new Named(ground.scope, name, value(ground.place));
  return { ...ground, scope, place: within(ground.place, { [name]: heldString(scope.reference) }) };
});

const fences: fc.Arbitrary<Fence> = fc.oneof(
  { weight: 3, arbitrary: onlyIfs },
  { weight: 1, arbitrary: forEachItems },
  { weight: 1, arbitrary: forEachEntries },
  { weight: 1, arbitrary: names },
);

const anything: ResourceClass<Record<string, unknown>> = {
  GVK: { apiVersion: 'v1', kind: 'Tree' },
  manifest: (props) => props,
};

/** A resource that can be made in any stack. */
export class RandomTree {
  constructor(
    private readonly around: readonly Fence[],
    private readonly properties: readonly At<Tree>[],
  ) {}

  /** Makes the resource. */
  plant(stack: TreeStack, name: string): Resource {
    let keys = 0;
    const key = (): string => `k${keys++}`;
    const { values: references } = stack;
    const outside: Ground = {
      scope: new Construct(stack, name),
      place: { values: references, variables: {}, key },
      name,
    };
    const ground = this.around.reduce((around, fence) => fence(around), outside);
    const properties = this.properties.map((value): [string, Tree] => [key(), value(ground.place)]);
    return Resource.of(ground.scope, 'Default', {
      of: anything,
      manifest: { metadata: { name: ground.name }, ...Object.fromEntries(properties) },
    });
  }

  /** Whether it can be written and rendered, or is an author's mistake for some of the values. */
  isAccepted(given: readonly JsonObject[]): boolean {
    try {
      const stack = new TreeStack([this]);
      templateOf(stack);
      for (const values of given) {
        renderObjects(stack, {
          name: 'app',
          namespace: 'ai',
          chart: stack.chart,
          values: valuesOf(stack.declaration, [{ name: 'test', values }]),
        });
      }
      return true;
    } catch (error) {
      if (error instanceof AuthorError) return false;
      throw error;
    }
  }

  /** The template that it becomes, as fast-check prints it in a failure. */
  [fc.toStringMethod](): string {
    try {
      return `\n${templateOf(new TreeStack([this]))}`;
    } catch (error) {
      return `\n${(error as Error).message}`;
    }
  }
}

function templateOf(stack: TreeStack): string {
  return stack.resources.map((resource) => resourceFile(stack.chart.name, resource)).join('---\n');
}

/** Resources of up to three properties, in up to two scopes. */
export const randomTrees: fc.Arbitrary<RandomTree> = fc
  .tuple(fc.array(fences, { maxLength: 2 }), fc.array(values, { minLength: 1, maxLength: 3 }))
  .map(([around, properties]) => new RandomTree(around, properties));
