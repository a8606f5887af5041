import { commented } from '../../engine/template/tree';
import { httpGet } from '../../kubernetes/container';
import { RELAY_PORT } from './env';

/**
 * Part of the health response of a relay with a working connection to Redis.
 *
 * The relay responds with status 200 even without Redis (upstream, src/app.js, checkRedisHealth), so the probe has to check
 * the body.
 */
export const REDIS_HEALTHY = '"redis":{"status":"healthy"';

const HEALTH = httpGet('/health');

/** Probes of the relay. */
export const probes = {
  startupProbe: commented('Five minutes for the connection to Redis, migrations and the price list.', {
    ...HEALTH,
    periodSeconds: 10,
    timeoutSeconds: 10,
    failureThreshold: 30,
  }),
  readinessProbe: {
    exec: {
      command: [
        'sh',
        '-c',
        `curl -fsS -m 4 http://127.0.0.1:${String(RELAY_PORT)}/health | grep -q '${REDIS_HEALTHY}'`,
      ],
    },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
  },
  livenessProbe: commented('A restart of the relay does not help against an unavailable Redis.', {
    ...HEALTH,
    periodSeconds: 20,
    timeoutSeconds: 10,
    failureThreshold: 3,
  }),
};
