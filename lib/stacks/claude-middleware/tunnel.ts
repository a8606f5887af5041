import { imageOf } from '../../kubernetes/image';
import { restrictedContainer } from '../../kubernetes/security';
import type { Ref } from '../../template/expression';
import { asText, text } from '../../template/operators';
import { when } from '../../template/tree';
import { TUNNEL_PORT } from './settings';
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
    ],
    // It stays as long as the middleware beside it does.
    lifecycle: { preStop: { exec: { command: ['sleep', asText(streaming.longestSeconds)] } } },
    resources: tunnel.resources,
    securityContext: restrictedContainer,
  });
}
