import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The values without which its chart is not rendered. */
export const required: JsonObject = {
  auth: {
    apiKey: 'test-key',
    jwtSecret: 'test-jwt-secret-of-32-characters-',
    adminPassword: 'test-password',
  },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { image: { tag: '9' } },
  { auth: { apiKey: 'sk-0123456789' } },
  { auth: { apiKey: 'sk-😀😀😀😀' } },
];
