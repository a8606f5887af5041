import { literal } from '../../lib/engine/template/expression';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { string } from '../../lib/engine/values/scalars';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  extraVariables,
  secretEnv,
  userEnv,
  variableNames,
  withReservedVariables,
} from '../../lib/kubernetes/env';
import { namingValues, Stack } from '../../lib/kubernetes/stack';
import { lines } from '../../lib/engine/template/tree';
import { smallChart, messageOf } from '../engine/small-stack';
import { at, objectsFor, only, podOf, rejections, templateOf } from './tiny-stack';

const fields = {
  ...namingValues,
  plain: string('', 'No section.'),
  config: section('Settings.', {
    url: string('', 'No map.'),
    extraEnv: extraVariables('Variables of the user.', ['MY_VARIABLE']),
  }),
};
const declaration = section('Variables', fields);

/** A stack that sets PORT and HOST itself and lets the user add others. */
class Variables extends Stack<typeof fields> {
  readonly notes = lines('Installed.');

  constructor(values = withReservedVariables(declaration, ['config', 'extraEnv'], ['PORT', 'HOST'])) {
    super(smallChart, values);
    const env = [{ name: 'PORT', value: '80' }, userEnv(this.values.config.extraEnv)];
    addDeployment(this, this.main, { replicaCount: 1 }, { containers: [{ name: 'main', env }] });
  }
}
const given = (extraEnv: JsonObject) => ({ config: { extraEnv } });
const envFor = (extraEnv: JsonObject) =>
  at(podOf(only('Deployment', objectsFor(new Variables(), given(extraEnv)))), 'containers', 0, 'env');

describe('variables of the user', () => {
  it('come after those of the stack, by name', () => {
    expect(envFor({ ZONE: 'a', MORE: 'b: "c"' })).toEqual([
      { name: 'PORT', value: '80' },
      { name: 'MORE', value: 'b: "c"' },
      { name: 'ZONE', value: 'a' },
    ]);
  });

  it('read in the chart as a loop over names and values', () => {
    expect(templateOf(new Variables(), 'deployment.yaml')).toContain(
      'range $name, $value := .Values.config.extraEnv',
    );
  });

  it('may be none', () => {
    expect(envFor({})).toEqual([{ name: 'PORT', value: '80' }]);
  });

  it.each(['lower', '1ST', 'WITH-DASH', ''])('may not be named %j', (name) => {
    expect(rejections(new Variables(), given({ [name]: 'x' }))).toEqual([
      `config.extraEnv has the key "${name}", and keys must be uppercase names that no other value sets.`,
    ]);
  });
});

describe('reserved variables', () => {
  it.each(['PORT', 'HOST'])('%s, which the stack sets itself, is rejected', (name) => {
    expect(rejections(new Variables(), given({ [name]: 'x' }))).toEqual([
      `config.extraEnv has the key "${name}", and keys must be uppercase names that no other value sets.`,
    ]);
  });

  it.each(['PORT_2', 'MY_PORT', 'HOSTNAME'])('%s, which only has such a name in it, is taken', (name) => {
    expect(rejections(new Variables(), given({ [name]: 'x' }))).toEqual([]);
  });

  it('leave the other values and the declaration that they are made of as they were', () => {
    const completed = withReservedVariables(declaration, ['config', 'extraEnv'], ['PORT']);
    expect(Object.keys(completed.shape.fields)).toEqual(Object.keys(fields));
    expect(completed.shape.fields.plain).toBe(fields.plain);
    expect(completed.shape.fields.config.shape.fields.url).toBe(fields.config.shape.fields.url);
    expect(completed.default).toEqual(declaration.default);
    expect(rejections(new Variables(declaration), given({ PORT: 'x' }))).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['There is no value extraENV.', ['config', 'extraENV']],
    ['There is no value settings.', ['settings', 'extraEnv']],
    ['There is no value deeper.', ['plain', 'deeper']],
    ['config.url is no map of variables.', ['config', 'url']],
    ['config is no map of variables.', ['config']],
  ])('an author who gives a wrong path reads: %s', (sentence, path) => {
    expect(messageOf(() => withReservedVariables(declaration, path, ['PORT']))).toBe(sentence);
  });
});

it('names of variables say what they may be, with samples for the tests', () => {
  expect(variableNames(/^A$/, ['B'])).toMatchObject({ reserved: /^A$/, samples: ['B'] });
  expect(variableNames(undefined, ['B'])).not.toHaveProperty('reserved');
});

describe('a variable from a Secret', () => {
  it('must be there', () => {
    expect(secretEnv('TOKEN', literal('keys'), 'token')).toMatchObject({
      name: 'TOKEN',
      valueFrom: { secretKeyRef: { key: 'token' } },
    });
    expect(secretEnv('TOKEN', literal('keys'), 'token').valueFrom.secretKeyRef).not.toHaveProperty(
      'optional',
    );
  });

  it('may be absent where that is said', () => {
    const variable = secretEnv('TOKEN', literal('keys'), 'token', { optional: true });
    expect(variable.valueFrom.secretKeyRef).toHaveProperty('optional', true);
  });
});
