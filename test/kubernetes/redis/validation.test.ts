import type { JsonObject } from '../../../lib/engine/values/declaration';
import { validateRedis } from '../../../lib/kubernetes/redis/validation';
import { externalRedisValues, redisValues } from '../../../lib/kubernetes/redis/values';
import { rejections, TinyStack } from '../tiny-stack';

function rejected(values: JsonObject, external = true): string[] {
  const stack = new TinyStack({ redis: redisValues, externalRedis: externalRedisValues });
  validateRedis(stack, 'redis', stack.values.redis, external ? stack.values.externalRedis : undefined);
  return rejections(stack, values);
}
const NO_PASSWORD =
  'redis.auth.password is empty although redis.auth.enabled is true; set it, or name a Secret in redis.auth.existingSecret.';
const NO_HOST =
  'externalRedis.host is empty although redis.enabled is false; set the host of the Redis to use.';

it.each<[string, JsonObject]>([
  [NO_PASSWORD, { redis: { auth: { enabled: true } } }],
  [
    'redis.auth.password is set and so is redis.auth.existingSecret; set one of them.',
    { redis: { auth: { enabled: true, password: 'x', existingSecret: 'theirs' } } },
  ],
  [NO_HOST, { redis: { enabled: false } }],
  [
    'externalRedis.password is set and so is externalRedis.existingSecret; set one of them.',
    { externalRedis: { password: 'x', existingSecret: 'theirs' } },
  ],
])('%s', (sentence, values) => {
  expect(rejected(values)).toEqual([sentence]);
});

it.each<JsonObject>([
  {},
  { redis: { auth: { enabled: true, password: 'x' } } },
  { redis: { auth: { enabled: true, existingSecret: 'theirs' } } },
  { redis: { enabled: false }, externalRedis: { host: 'x' } },
  { redis: { enabled: false, auth: { enabled: true } }, externalRedis: { host: 'x' } },
])('%j is taken', (values) => {
  expect(rejected(values)).toEqual([]);
});

it('where one section has both, the password is asked for also of an external one, and no other host', () => {
  expect(rejected({ redis: { enabled: false, auth: { enabled: true } } }, false)).toEqual([NO_PASSWORD]);
  expect(rejected({ redis: { enabled: false } }, false)).toEqual([]);
});
