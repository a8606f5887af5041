import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { waysInBeside } from '../ways-in';

/** The values without which its chart is not rendered. */
export const required: JsonObject = { config: { jwtSecret: 'test-jwt', encryptionKey: 'test-enc' } };

/** What goes with everything that can be switched on. */
export const beside: JsonObject = overlay(waysInBeside, {
  persistence: { accessMode: 'ReadWriteMany' },
  redis: { auth: { password: 'test-password' } },
});

/** What there is besides, instead of some of that. */
export const otherwise: JsonObject = {
  redis: { enabled: false },
  externalRedis: { host: 'redis.example.com' },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { image: { tag: 'v0' }, config: { debug: true } },
  { config: { debug: true, claudeApiUrl: 'https://a.example.com', extraEnv: { WRONG: 'x', TZ: 'UTC' } } },
  { image: { tag: '1.2.15' }, config: { extraEnv: { LDAP_URL: 'x', WRONG: 'x' } } },
];
