import { sum, text } from '../../engine/template/operators';
import { commented, when } from '../../engine/template/tree';
import { imageOf } from '../../kubernetes/image';
import { DEREGISTRATION_SECONDS, stayWhileConnected } from '../../kubernetes/termination';
import { STATUS_PORT, TUNNEL_PORT } from './env';
import type { MiddlewareStack } from './values';

/**
 * Sidecar container with a tunnel to a Redis with TLS.
 *
 * The middleware does not support TLS (upstream, internal/redis/client.go), but most managed Redis services require it. The
 * tunnel listens within the pod and verifies the certificate of Redis against the public certificate authorities. It resolves
 * the host for each connection, so it follows a failover of Redis.
 */
export function tunnelContainer(stack: MiddlewareStack) {
  const { redis, streaming, tunnel } = stack.values;
  return when(redis.tls, {
    name: 'tunnel',
    image: imageOf(stack, 'tunnel.image', tunnel.image),
    imagePullPolicy: tunnel.image.pullPolicy,
    args: [
      'client',
      '--listen',
      `127.0.0.1:${String(TUNNEL_PORT)}`,
      '--target',
      text`${redis.host}:${redis.port}`,
      commented('Redis authenticates clients by password, not by certificate.', '--disable-authentication'),
      '--status',
      `http://127.0.0.1:${String(STATUS_PORT)}`,
    ],
    startupProbe: { ...statusProbe('/_metrics/json'), periodSeconds: 2, failureThreshold: 30 },
    readinessProbe: commented(
      'The status includes a TLS connection to Redis: a pod with a wrong host or certificate does not replace a working one.',
      { ...statusProbe('/_status'), periodSeconds: 10 },
    ),
    livenessProbe: commented('Independent of Redis: a restart does not help against an unavailable Redis.', {
      ...statusProbe('/_metrics/json'),
      periodSeconds: 20,
    }),
    lifecycle: commented(
      'The tunnel stops after the middleware, which is connected to it as long as it runs.',
      stayWhileConnected(TUNNEL_PORT, text`${sum(streaming.maxStreamSeconds, DEREGISTRATION_SECONDS)}`),
    ),
    resources: tunnel.resources,
    securityContext: stack.values.containerSecurityContext,
  });
}

/**
 * Probe of a path of the tunnel's status listener, from within the pod: the listener exposes internals, so it is not reachable
 * from outside the pod. Without a certificate of its own the tunnel responds over HTTP (upstream, main.go, serveStatus), and
 * with 503 at `/_status` while Redis is unavailable (status.go). The image is based on Alpine, which has BusyBox.
 */
function statusProbe(path: string) {
  const url = `http://127.0.0.1:${String(STATUS_PORT)}${path}`;
  return { exec: { command: ['wget', '-q', '-T', '4', '-O', '/dev/null', url] }, timeoutSeconds: 5 };
}
