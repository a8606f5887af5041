import { literal } from '../../../lib/engine/template/expression';
import { text } from '../../../lib/engine/template/operators';
import { choose } from '../../../lib/engine/template/tree';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { port } from '../../../lib/engine/values/numbers';
import { addConfigMap } from '../../../lib/kubernetes/config-map';
import { addressOfValues, eitherAddress, type RedisAddress } from '../../../lib/kubernetes/redis/address';
import { externalRedisValues, redisValues } from '../../../lib/kubernetes/redis/values';
import { objectsFor, only, TinyStack } from '../tiny-stack';

const fields = { redis: redisValues, externalRedis: externalRedisValues, port: port(7000, 'A port.') };
type Stack = TinyStack<typeof fields>;

/** An address as text, for some values. */
function addressFor(make: (stack: Stack) => RedisAddress, values: JsonObject = {}) {
  const stack = new TinyStack(fields);
  const { host, port: reached, database, tls, protected: guarded, passwordSecret } = make(stack);
  addConfigMap(stack, stack.main, {
    host,
    port: text`${reached}`,
    database,
    tls,
    protected: choose(guarded, 'yes', 'no'),
    passwordSecret,
  });
  return only('ConfigMap', objectsFor(stack, values))['data'];
}
const name = literal('cache');
const either = (values: JsonObject = {}) =>
  addressFor((stack) => eitherAddress(stack, name, stack.values.redis, stack.values.externalRedis), values);

describe('of a bundled Redis, or an external one of a section of its own', () => {
  it('the bundled one is in no database but the first and without TLS', () => {
    const external = { host: 'x', port: 1, database: 2, tls: true, password: 'p' };
    expect(either({ externalRedis: external })).toEqual({
      host: 'cache',
      port: '6379',
      database: '0',
      tls: 'false',
      protected: 'no',
      passwordSecret: 'cache',
    });
  });

  it('the external one is as its section says', () => {
    const external = { host: 'x', port: 1, database: 2, tls: true, password: 'p' };
    expect(either({ redis: { enabled: false }, externalRedis: external })).toEqual({
      host: 'x',
      port: '1',
      database: '2',
      tls: 'true',
      protected: 'yes',
      passwordSecret: 'cache',
    });
  });

  it.each<[string, JsonObject, string, string]>([
    ['bundled, with a password', { redis: { auth: { enabled: true } } }, 'yes', 'cache'],
    ['bundled, with a Secret', { redis: { auth: { enabled: true, existingSecret: 'a' } } }, 'yes', 'a'],
    [
      'external, without',
      { redis: { enabled: false, auth: { enabled: true, existingSecret: 'a' } } },
      'no',
      'cache',
    ],
    [
      'external, with a Secret',
      { redis: { enabled: false }, externalRedis: { existingSecret: 'b' } },
      'yes',
      'b',
    ],
  ])('%s', (_, values, guarded, passwordSecret) => {
    expect(either(values)).toMatchObject({ protected: guarded, passwordSecret });
  });
});

it('an address is computed in helpers with the names of what they give', () => {
  const stack = new TinyStack(fields);
  eitherAddress(stack, name, stack.values.redis, stack.values.externalRedis);
  expect(stack.helpers.map((helper) => helper.name).filter((helper) => /redis/i.test(helper))).toEqual([
    'redisHost',
    'redisPort',
    'redisDatabase',
    'redisTls',
    'externalRedisProtected',
    'redisProtected',
    'redisPasswordSecret',
    'redisPasswordKey',
  ]);
});

describe('of a Redis of which one section has both', () => {
  const ofValues = (values: JsonObject = {}) =>
    addressFor((stack) => addressOfValues(stack, name, stack.values.redis, stack.values.port), values);

  it('the host is the name, and the port that of its Service', () => {
    expect(ofValues()).toEqual({
      host: 'cache',
      port: '7000',
      database: '0',
      tls: 'false',
      protected: 'no',
      passwordSecret: 'app-small-redis',
    });
    expect(addressFor((stack) => addressOfValues(stack, name, stack.values.redis))).toHaveProperty(
      'port',
      '6379',
    );
  });

  it('the password is the same whether it is bundled or not', () => {
    const auth = { enabled: true, existingSecret: 'a' };
    for (const enabled of [true, false])
      expect(ofValues({ redis: { enabled, auth } })).toMatchObject({ protected: 'yes', passwordSecret: 'a' });
  });
});
