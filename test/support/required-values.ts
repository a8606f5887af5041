import type { JsonObject } from '../../lib/values/declaration';

/** The values without which a chart refuses to be rendered. */
export const REQUIRED_VALUES: Readonly<Record<string, JsonObject>> = {
  'claude-relay': { config: { jwtSecret: 'test-jwt', encryptionKey: 'test-enc' } },
};
