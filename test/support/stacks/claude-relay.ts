import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The values without which its chart is not rendered. */
export const required: JsonObject = { config: { jwtSecret: 'test-jwt', encryptionKey: 'test-enc' } };

/** What goes with everything that can be switched on. */
export const beside: JsonObject = {
  persistence: { accessMode: 'ReadWriteMany' },
  redis: { auth: { password: 'test-password' } },
};

/** What running pods need not know: of the number of replicas only a starting pod makes something. */
export const readAtNextStart: readonly string[] = ['replicaCount', 'autoscaling.enabled'];

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { image: { tag: 'v0' }, config: { debug: true } },
  { config: { debug: true, claudeApiUrl: 'https://a.example.com', extraEnv: { WRONG: 'x', TZ: 'UTC' } } },
  { image: { tag: '1.2.15' }, config: { extraEnv: { LDAP_URL: 'x', WRONG: 'x' } } },
];
