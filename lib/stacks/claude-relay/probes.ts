import { HTTP } from '../../kubernetes/service';
import * as k8s from '../../kubernetes/k8s';
import { RELAY_PORT } from './env';

/**
 * What is in the answer of a relay whose Redis is there.
 *
 * The relay answers 200 also when Redis is gone (upstream, src/app.js, checkRedisHealth), so the answer has to be read.
 */
export const REDIS_HEALTHY = '"redis":{"status":"healthy"';

const HEALTH = { path: '/health', port: k8s.IntOrString.fromString(HTTP) };

/** The probes of the relay. */
export const probes = {
  // Redis, migrations and the price list come first; five minutes are given for them.
  startupProbe: { httpGet: HEALTH, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 30 },
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
  // Redis being gone is no reason to restart the relay.
  livenessProbe: { httpGet: HEALTH, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 3 },
};
