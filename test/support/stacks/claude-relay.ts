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
