import { sleepBeforeStop } from '../../kubernetes/container';
import { imageOf } from '../../kubernetes/image';
import { restrictedContainer } from '../../kubernetes/security';
import type { Ref } from '../../engine/template/expression';
import { asText, text } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import { STATUS_PORT, TUNNEL_PORT } from './env';
import type { middlewareValues } from './values';

/**
 * A tunnel to a Redis with TLS, as a container beside the middleware.
 *
 * The middleware has no setting for TLS (upstream, internal/redis/client.go), and a Redis that others keep mostly has nothing
 * else. The tunnel listens within the pod and checks the certificate of Redis against the well-known authorities; it looks up
 * the host for each connection, so it follows a Redis that fails over.
 */
export function tunnelOf(values: Ref<typeof middlewareValues>) {
  const { redis, streaming, tunnel } = values;
  return when(redis.tls, {
    name: 'tunnel',
    image: imageOf(tunnel.image),
    imagePullPolicy: tunnel.image.pullPolicy,
    args: [
      'client',
      '--listen',
      `127.0.0.1:${String(TUNNEL_PORT)}`,
      '--target',
      text`${redis.host}:${redis.port}`,
      // Redis knows its clients by the password, not by certificates.
      '--disable-authentication',
      '--status',
      `http://127.0.0.1:${String(STATUS_PORT)}`,
    ],
    startupProbe: { ...asking('/_metrics/json'), periodSeconds: 2, failureThreshold: 30 },
    // It connects to Redis, with TLS: a pod with a wrong host or certificate does not take the place of one that works.
    readinessProbe: { ...asking('/_status'), periodSeconds: 10 },
    // It says nothing of Redis: to start anew would not help against one that is away.
    livenessProbe: { ...asking('/_metrics/json'), periodSeconds: 20 },
    // It stays as long as the middleware beside it does.
    lifecycle: sleepBeforeStop(asText(streaming.longestSeconds)),
    resources: tunnel.resources,
    securityContext: restrictedContainer,
  });
}

/**
 * Asks the tunnel for a path of its status listener, from within the pod, which alone can reach it: it says more than others need
 * to know. Without a certificate of its own the tunnel answers over HTTP (upstream, main.go, serveStatus), and with 503 under
 * `/_status` while Redis is away (status.go). The image is Alpine's, which has BusyBox.
 */
function asking(path: string) {
  const url = `http://127.0.0.1:${String(STATUS_PORT)}${path}`;
  return { exec: { command: ['wget', '-q', '-T', '4', '-O', '/dev/null', url] }, timeoutSeconds: 5 };
}
