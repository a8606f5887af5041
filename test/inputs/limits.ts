import fc from 'fast-check';
import type { StackName } from '../../lib/stacks/stacks';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { formatPath } from '../../lib/engine/values/sources';
import { mapsAt, stringAt } from './api-rules/json';
import { least, placesOf, valuesWith, type Place } from './places';
import { inputsOf } from './stacks';
import { objectsFor, requiredValues, templateOf, type Input } from './releases';

/** A release whose values are each right by themselves, and may give objects that the API server rejects. */
export interface LimitInput extends Input {
  readonly path: string;
  /** What was given at the path, short enough to be read. */
  readonly given: string;
}

const LONG_NAME = `${'x'.repeat(63)}.`.repeat(4).slice(0, 253);
// At some hundred places of texts each of these makes an object of that size.
const LARGE = 'x'.repeat(300 * 1024);

/** Texts at the limits of what their declarations let through, by what those say is right. */
const TEXTS: readonly (readonly [RegExp, readonly Json[]])[] = [
  [/Kubernetes name/, ['a.b', LONG_NAME, `${'x'.repeat(63)}.a`, '0']],
  [/^the name of a namespace/, ['x'.repeat(63), '0', 'default']],
  [/^a name of at most/, ['x'.repeat(40), 'x'.repeat(46), 'x'.repeat(52), 'x'.repeat(63)]],
  [/^a host name such as redis/, ['10.0.0.1', '0', LONG_NAME, '']],
  [/^a host name such as relay/, [LONG_NAME, '*.a', 'a.1.b', `*.${LONG_NAME.slice(2)}`]],
  [/quantity/, ['0', 0, '1m', '1Ei', '0.000000001', '9'.repeat(40), '00']],
  [/^a duration/, ['0s', '1y', '9999999999d']],
  [/^an image tag/, ['x'.repeat(63), 'A_b', '0']],
  [/^an image repository|^a registry/, [`a/${'x'.repeat(300)}`, 'a:99999/b']],
  [/^a path or a regular/, ['/a(/|$)(.*)', '/a//b', '/..', `/${'x'.repeat(300)}`]],
  [/^a host name such as app/, [LONG_NAME, '*.a', '', `*.${LONG_NAME.slice(2)}`]],
  [/^a range of addresses/, ['::/0', '0.0.0.0/0', '::ffff:1/128', '1:2:3:4:5:6:7:8/1']],
  [/^the name of a header/, ['x'.repeat(256), '.', '0']],
  [/^a value of a header/, ['x'.repeat(1024), '"', '{{ x }}']],
  [/^an absolute path/, ['/', '/a/', '/...', `/${'x'.repeat(300)}`]],
  [/^a URL/, ['http://a:99999', 'http://.', 'http://-']],
  [/^a label value/, ['x'.repeat(63), 'A.b_c-d']],
  [/^a string without control|^a string with placeholders/, [LARGE, '\ud800', '\ufeff', 'a\n']],
];

/**
 * Every value of a stack at its limits, one at a time, with what it belongs to switched on: texts at their longest, numbers at
 * their least and most, lists with an item twice, and names, paths, ports and variables that other objects have already.
 */
export function limitInputs(stack: StackName, seed: number): readonly LimitInput[] {
  const root = templateOf(stack).declaration;
  const places = [...placesOf(root)].filter(({ path }) => path.length > 0);
  const taken = takenIn(stack);
  const numbers = fc.sample(fc.nat(), { seed, numRuns: places.length });
  const inputs = places.flatMap((place, index) =>
    limitsOf(place, taken, numbers[index] ?? 0).map((value) => ({
      release: 'my-release',
      namespace: 'ai-gateway',
      path: formatPath(place.path),
      given: JSON.stringify(value).slice(0, 60),
      values: [
        inputsOf(stack).beside,
        switchedOn(root, place.path),
        valuesWith(root, place.path, value) as JsonObject,
      ].reduce(overlay, requiredValues(stack)),
    })),
  );
  return [...inputs, ...releaseNames(stack)];
}

/** Releases and namespaces of every length and form that Helm takes. */
function releaseNames(stack: StackName): LimitInput[] {
  const names = [
    'x',
    'x'.repeat(46),
    'x'.repeat(47),
    'x'.repeat(53),
    `${'x'.repeat(52)}1`,
    '1',
    '1a',
    'a.b',
    `a-${stack}`,
    stack,
  ];
  const namespaces = ['x'.repeat(63), '0', 'default']; // prettier-ignore
  const values = requiredValues(stack);
  return names.flatMap((release) =>
    namespaces.map((namespace) => ({
      release,
      namespace,
      values,
      path: 'release',
      given: `${release} in ${namespace}`,
    })),
  );
}

/** What the objects of a stack have already, by its defaults. */
interface Taken {
  readonly names: readonly string[];
  readonly paths: readonly string[];
  readonly ports: readonly number[];
  readonly variables: readonly string[];
}

function takenIn(stack: StackName): Taken {
  const input = { release: 'my-release', namespace: 'ai-gateway', values: requiredValues(stack) };
  const objects = objectsFor(stack, input);
  const containers = objects.flatMap((object) =>
    ['initContainers', 'containers'].flatMap((kind) => mapsAt(object, 'spec', 'template', 'spec', kind)),
  );
  const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
  return {
    names: unique(objects.map((object) => stringAt(object, 'metadata', 'name'))),
    paths: unique(containers.flatMap((container) => mapsAt(container, 'volumeMounts').map((mount) => stringAt(mount, 'mountPath')))),
    ports: unique(containers.flatMap((container) => mapsAt(container, 'ports').map(({ containerPort }) => Number(containerPort)))),
    variables: unique([
      ...containers.flatMap((container) => mapsAt(container, 'env').map((variable) => stringAt(variable, 'name'))),
      ...objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => Object.keys((data ?? {}) as object)),
    ]).filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name)),
  }; // prettier-ignore
}

function limitsOf({ declaration }: Place, taken: Taken, number: number): readonly Json[] {
  const { shape, expects, samples } = declaration;
  switch (shape.type) {
    case 'integer': {
      const most = Number(samples.at(-1));
      const ports = most === 65_535 ? [...taken.ports, 30_000, 32_767] : [];
      return [Number(samples[0]), most, ...ports];
    }
    case 'boolean':
      return [true, false];
    case 'list':
      return [[], twice(shape.item)];
    case 'map':
      return mapsOf(declaration, taken);
    case 'string': {
      const [, texts = []] = TEXTS.find(([pattern]) => pattern.test(expects)) ?? [];
      const others = /Kubernetes name|^a name of at most/.test(expects)
        ? some(taken.names, number)
        : expects.startsWith('an absolute path')
          ? taken.paths
          : expects.startsWith('a name in capitals')
            ? taken.variables
            : [];
      return expects.startsWith('one of') ? samples : [...texts, ...others];
    }
    default:
      return [{}];
  }
}

function twice(item: Declaration<unknown>): Json {
  return [least(item), least(item)];
}

/** Maps with entries whose keys or sizes are at their limits. */
function mapsOf({ shape }: Declaration<unknown>, taken: Taken): Json[] {
  if (shape.type !== 'map') return [];
  const entry = least(shape.entry);
  const { expects } = shape.keys;
  const keys = expects.startsWith('names in capitals')
    ? taken.variables
    : /annotation|label/.test(expects)
      ? [`${'x.'.repeat(126)}x/a`, 'a'.repeat(63), 'A.b_c']
      : ['a', 'a-b'];
  const large = typeof entry === 'string' && /annotation|names/.test(expects) && !expects.startsWith('label');
  return [
    {},
    ...keys.map((key) => ({ [key]: entry })),
    ...(large ? [Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((key) => [key, LARGE]))] : []),
  ];
}

/** What must be on for a value to do anything: all flags that switch on a section around it. */
export function switchedOn(root: Declaration<unknown>, path: readonly (string | number)[]): JsonObject {
  let values: JsonObject = {};
  let at: Declaration<unknown> | undefined = root;
  for (const [depth, step] of path.entries()) {
    const shape: Declaration<unknown>['shape'] = at.shape;
    if (shape.type === 'map') {
      at = shape.entry;
      continue;
    }
    if (shape.type !== 'section') break;
    for (const flag of ['enabled', 'create'])
      if (shape.fields[flag]?.shape.type === 'boolean')
        values = overlay(values, valuesWith(root, [...path.slice(0, depth), flag], true) as JsonObject);
    at = shape.fields[String(step)];
    if (at === undefined) break;
  }
  return values;
}

function some<T>(items: readonly T[], number: number): readonly T[] {
  return items.filter((_, index) => (index + number) % 3 === 0);
}
