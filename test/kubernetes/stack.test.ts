import { Construct } from 'constructs';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { lines } from '../../lib/engine/template/tree';
import { literal, type Expr } from '../../lib/engine/template/expression';
import { section } from '../../lib/engine/values/collections';
import { renderObjects } from '../../lib/engine/manifests/render';
import { text } from '../../lib/engine/template/operators';
import { valuesOf } from '../../lib/engine/values/check';
import { Component } from '../../lib/kubernetes/component';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { globalValues } from '../../lib/kubernetes/image';
import { namingValues, Stack } from '../../lib/kubernetes/stack';
import { smallChart } from '../engine/small-stack';
import { at, nameOf, objectsFor, only, rejections, TinyStack } from './tiny-stack';

function stackWith(selectedByApp = false) {
  const stack = new TinyStack({}, { selectedByApp });
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
  return stack;
}
const deployment = (name: string, values: JsonObject = {}) =>
  only('Deployment', objectsFor(stackWith(), values, { name }));
const nameFor = (name: string, values: JsonObject = {}) => String(nameOf(deployment(name, values)));

describe('names', () => {
  it('are the release’s and the chart’s', () => {
    expect(nameFor('app')).toBe('app-small');
  });

  it.each(['small', 'my-small', 'smaller'])('do not say the chart’s twice: of the release %s', (release) => {
    expect(nameFor(release)).toBe(release);
  });

  it('have another name in place of the chart’s', () => {
    expect(nameFor('app', { nameOverride: 'other' })).toBe('app-other');
    expect(nameFor('other', { nameOverride: 'other' })).toBe('other');
    expect(at(deployment('app', { nameOverride: 'other' }), 'spec', 'selector', 'matchLabels')).toMatchObject(
      {
        'app.kubernetes.io/name': 'other',
      },
    );
  });

  it('are wholly the user’s, where that is given', () => {
    expect(nameFor('app', { fullnameOverride: 'mine', nameOverride: 'other' })).toBe('mine');
  });

  it('that the user gives still leave the labels to the release', () => {
    expect(at(deployment('app', { fullnameOverride: 'mine' }), 'metadata', 'labels')).toMatchObject({
      'app.kubernetes.io/name': 'small',
      'app.kubernetes.io/instance': 'app',
    });
  });
});

describe('long names', () => {
  // The longest that has room: 46 characters with `-small`.
  const fits = 'r'.repeat(40);

  it('of up to 46 characters stay as they are', () => {
    expect(nameFor(fits)).toBe(`${fits}-small`);
  });

  it('are shortened to 46 characters, of which the last eight are a hash', () => {
    const name = nameFor(`${fits}r`);
    expect(name).toMatch(/^r{37}-[0-9a-f]{8}$/);
    expect(name).toHaveLength(46);
  });

  it('of the same beginning stay distinct', () => {
    expect(nameFor(`${fits}-one`)).not.toBe(nameFor(`${fits}-two`));
  });

  it('are the same for each rendering of a release', () => {
    expect(nameFor(`${fits}-one`)).toBe(nameFor(`${fits}-one`));
  });

  it('have no two dashes where they are cut at one', () => {
    expect(nameFor(`${'r'.repeat(36)}-long`)).toMatch(/^r{36}-[0-9a-f]{8}$/);
  });

  it('leave room for the hash that a StatefulSet puts into a label of 63 characters', () => {
    const HASH = '-0123456789'.length;
    expect(`${nameFor(`${fits}-one`)}-redis`.length + HASH).toBeLessThanOrEqual(63);
  });

  it('of the user are rejected', () => {
    expect(rejections(stackWith(), { fullnameOverride: 'a'.repeat(46) })).toEqual([]);
    expect(rejections(stackWith(), { fullnameOverride: 'a'.repeat(47) })).toEqual([
      expect.stringContaining('fullnameOverride is'),
    ]);
    expect(rejections(stackWith(), { nameOverride: 'a'.repeat(41) })).toHaveLength(1);
  });
});

describe('the release name', () => {
  const rejected = (name: string, values: JsonObject = {}) => rejections(stackWith(), values, { name });
  const DIGIT =
    'The release name must start with a letter, since it is part of the names of Services; or set fullnameOverride.';

  it('must not have a dot', () => {
    expect(rejected('my.app')).toEqual([
      'The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.',
    ]);
  });

  it('must be one of Kubernetes, and so must the namespace, whoever renders it', () => {
    expect(rejected('My_App')).toHaveLength(1);
    expect(rejections(stackWith(), {}, { namespace: 'A_b' })).toEqual([
      'The namespace must be at most 63 lowercase letters, digits and "-".',
    ]);
  });

  it('must not have a dot even where the objects are named otherwise: it is in labels and roles', () => {
    expect(rejected('my.app', { fullnameOverride: 'mine' })).toHaveLength(1);
  });

  it('must not start with a digit', () => {
    expect(rejected('1app')).toEqual([DIGIT]);
  });

  it('may start with a digit where the objects are named otherwise', () => {
    expect(rejected('1app', { fullnameOverride: 'mine' })).toEqual([]);
    expect(rejected('app', { fullnameOverride: '1mine' })).toEqual([
      expect.stringMatching(/^fullnameOverride is "1mine"; .* beginning with a letter/),
    ]);
  });

  it.each(['a', 'app1', 'my-app'])('may be %s', (name) => {
    expect(rejected(name)).toEqual([]);
  });
});

it.each(['Upper', 'with.dot', '-dash', 'a_b'])('%s overrides no name', (name) => {
  expect(rejections(stackWith(), { nameOverride: name })).toEqual([
    expect.stringContaining('nameOverride is'),
  ]);
  expect(rejections(stackWith(), { fullnameOverride: name })).toHaveLength(1);
});

it('a stack whose document selects by app has that label, and it is the name of its objects', () => {
  const object = only('Deployment', objectsFor(stackWith(true), {}, { name: 'other' }));
  expect(at(object, 'spec', 'selector', 'matchLabels')).toEqual({ app: nameOf(object) });
});

describe('the namespace', () => {
  it('is the release’s', () => {
    expect(
      at(only('Deployment', objectsFor(stackWith(), {}, { namespace: 'dev' })), 'metadata', 'namespace'),
    ).toBe('dev');
  });

  it('is what the stack says, where its document has it so', () => {
    const elsewhere = { ...namingValues, global: globalValues };
    class Elsewhere extends Stack<typeof elsewhere> {
      readonly notes = lines('Installed.');

      constructor() {
        super(smallChart, section('Elsewhere', elsewhere));
        addConfigMap(this, this.main, { a: 'b' });
      }

      protected override chooseNamespace(): Expr<string> {
        return literal('tools');
      }
    }
    expect(at(only('ConfigMap', objectsFor(new Elsewhere())), 'metadata', 'namespace')).toBe('tools');
  });
});

describe('as part of another chart', () => {
  const within = (alias: string, values: JsonObject = {}, name = 'app') => {
    const stack = stackWith();
    addDeployment(
      new Construct(stack, 'second'),
      new Component(stack, {
        name: text`${stack.fullname}-redis`,
        appName: 'redis',
        component: 'r',
        helper: 'redis',
      }),
      { replicaCount: 1 },
      { containers: [{ name: 'main' }] },
    );
    const given = valuesOf(stack.declaration, [{ name: 'given', values }]);
    const chart = { ...smallChart, name: alias, isRoot: false };
    return renderObjects(stack, { name, namespace: 'ai', chart, values: given });
  };
  const selectors = (objects: readonly JsonObject[]) =>
    objects.map((object) => at(object, 'spec', 'selector', 'matchLabels'));

  it('under its own name, selectors and names are those of a release by itself, since selectors are immutable', () => {
    expect(selectors(within('small'))).toEqual([
      { 'app.kubernetes.io/name': 'small', 'app.kubernetes.io/instance': 'app' },
      {
        'app.kubernetes.io/name': 'redis',
        'app.kubernetes.io/instance': 'app',
        'app.kubernetes.io/component': 'r',
      },
    ]);
    expect(within('small', {}, 'my-small').map(nameOf)).toEqual(['my-small', 'my-small-redis']);
  });

  it.each([
    ['an alias', 'eu', {}],
    ['another name', 'small', { nameOverride: 'eu' }],
  ])(
    'under %s, pods are selected by the name of the installation too, and parts are of it',
    (_, alias, values) => {
      expect(selectors(within(alias, values))).toEqual([
        {
          'app.kubernetes.io/name': 'eu',
          'app.kubernetes.io/instance': 'app',
          'ai-gateway/fullname': 'app-eu',
        },
        {
          'app.kubernetes.io/name': 'eu-redis',
          'app.kubernetes.io/instance': 'app',
          'ai-gateway/fullname': 'app-eu',
          'app.kubernetes.io/component': 'r',
        },
      ]);
    },
  );

  it('under an alias, names have the alias in them, but for one that is the release’s', () => {
    expect(within('eu', {}, 'eu-us').map(nameOf)).toEqual(['eu-us-eu', 'eu-us-eu-redis']);
    expect(within('eu', {}, 'eu').map(nameOf)).toEqual(['eu', 'eu-redis']);
  });
});

it('a release by itself keeps its selectors under another name', () => {
  const given = at(deployment('app', { nameOverride: 'other' }), 'spec', 'selector', 'matchLabels');
  expect(given).not.toHaveProperty(['ai-gateway/fullname']);
});

it('the name in labels of another part is taken', () => {
  const stack = stackWith();
  new Component(stack, { name: stack.fullname, appName: 'redis', helper: 'redis' });
  expect(rejections(stack, { nameOverride: 'redis' })).toEqual([
    'nameOverride is redis, the name in labels of other pods of this chart; use another name.',
  ]);
});
