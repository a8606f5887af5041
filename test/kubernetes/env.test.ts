import { literal } from '../../lib/engine/template/expression';
import { choose, commented, when } from '../../lib/engine/template/tree';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean, string } from '../../lib/engine/values/scalars';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  extraVariables,
  reserveVariables,
  secretEnv,
  variableNames,
  withUserEnv,
} from '../../lib/kubernetes/env';
import { globalValues } from '../../lib/kubernetes/image';
import { namingValues } from '../../lib/kubernetes/stack';
import { messageOf } from '../engine/small-stack';
import { at, objectsFor, only, podOf, rejections, templateOf, TinyStack } from './tiny-stack';

const fields = {
  plain: string('', 'No section.'),
  tls: boolean(false, 'Whether the address is encrypted.'),
  config: section('Settings.', {
    url: string('', 'No map.'),
    extraEnv: extraVariables('Variables of the user.', ['MY_VARIABLE']),
  }),
};
const declaration = section('Variables', { ...fields, ...namingValues, global: globalValues });

/** A stack that sets PORT, HOST and one more itself and lets the user add others. */
class Variables extends TinyStack<typeof fields> {
  constructor() {
    super(fields);
    const { config, tls } = this.values;
    const own = [
      commented('Why.', { name: 'PORT', value: '80' }),
      choose(tls, { name: 'CERTIFICATE', value: '/tls' }, { name: 'INSECURE', value: 'true' }),
      when(tls, [{ name: 'CIPHERS', value: 'best' }]),
    ];
    const env = withUserEnv(this, own, config.extraEnv, ['HOST']);
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
      { name: 'INSECURE', value: 'true' },
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
    expect(envFor({})).toEqual([
      { name: 'PORT', value: '80' },
      { name: 'INSECURE', value: 'true' },
    ]);
  });

  it.each(['lower', '1ST', 'WITH-DASH', ''])('may not be named %j', (name) => {
    expect(rejections(new Variables(), given({ [name]: 'x' }))).toEqual([
      `config.extraEnv has the key "${name}", and keys must be uppercase names that no other value sets.`,
    ]);
  });
});

describe('reserved variables', () => {
  it.each(['PORT', 'HOST', 'CERTIFICATE', 'INSECURE', 'CIPHERS'])(
    '%s, which the stack sets itself or keeps, is rejected whatever the decisions come to',
    (name) => {
      expect(rejections(new Variables(), given({ [name]: 'x' }))).toEqual([
        `config.extraEnv has the key "${name}", and keys must be uppercase names that no other value sets.`,
      ]);
    },
  );

  it.each(['PORT_2', 'MY_PORT', 'HOSTNAME'])('%s, which only has such a name in it, is taken', (name) => {
    expect(rejections(new Variables(), given({ [name]: 'x' }))).toEqual([]);
  });

  it('leave the other values and the declaration that they are made of as they were', () => {
    const stack = new TinyStack(fields);
    const before = stack.declaration;
    reserveVariables(stack, stack.values.config.extraEnv, ['PORT']);
    expect(rejections(stack, given({ PORT: 'x' }))).toHaveLength(1);
    expect(Object.keys(stack.declaration.shape.fields)).toEqual(Object.keys(declaration.shape.fields));
    expect(stack.declaration.shape.fields['plain']).toBe(fields.plain);
    expect(stack.declaration.default).toEqual(before.default);
    expect(fields.config.shape.fields.extraEnv.shape.keys).not.toHaveProperty('reserved');
  });

  it('must be those of a map of variables', () => {
    const stack = new TinyStack(fields);
    const known = literal<Readonly<Record<string, string>>>({});
    expect(messageOf(() => reserveVariables(stack, known, ['PORT']))).toBe(
      'The variables of a user must be a reference to a value.',
    );
  });

  it('must be those of a value that there is', () => {
    expect(messageOf(() => new TinyStack(fields).redeclare(['config', 'extraENV'], (value) => value))).toBe(
      'There is no value extraENV.',
    );
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
