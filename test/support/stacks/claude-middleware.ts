import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The values without which its chart refuses to be rendered. */
export const required: JsonObject = {
  relay: { host: 'claude-relay' },
  redis: { host: 'claude-relay-redis' },
};
