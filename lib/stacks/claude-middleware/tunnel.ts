import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer } from '../../kubernetes/security';
import type { AnyStack } from '../../kubernetes/stack';
import type { Ref } from '../../template/expression';
import { text } from '../../template/operators';
import { Resource } from '../../template/resource';
import { OnlyIf } from '../../template/scopes';
import { when } from '../../template/tree';
import { TUNNEL_PORT } from './settings';
import type { middlewareValues } from './values';

const FOLDER = '/usr/local/etc/haproxy';
const VOLUME = 'tunnel';

// The address of Redis is looked up again while the tunnel runs, since a Redis that fails over changes it.
const CONFIGURATION = `
global
  log stdout format raw local0 notice

defaults
  log global
  mode tcp
  timeout connect 10s
  timeout client 24h
  timeout server 24h

resolvers cluster
  parse-resolv-conf

listen redis
  bind 127.0.0.1:${String(TUNNEL_PORT)}
  default-server ssl verify required ca-file @system-ca resolvers cluster init-addr last,libc,none
  server redis "\${TLS_HOST}:\${TLS_PORT}" sni str("\${TLS_HOST}") verifyhost "\${TLS_HOST}"
`.trimStart();

/**
 * A tunnel to a Redis with TLS.
 *
 * The middleware has no setting for TLS (upstream, internal/redis/client.go), and a Redis that others keep mostly has nothing
 * else. The tunnel listens within the pod and checks the certificate of Redis.
 */
export function addTunnel(stack: AnyStack, values: Ref<typeof middlewareValues>) {
  const { redis, streaming } = values;
  const { image, resources } = values.tunnel;
  Resource.of(new OnlyIf(stack, 'tunnel', redis.tls), 'configmap', {
    of: k8s.KubeConfigMap,
    manifest: { metadata: stack.main.metadata('-tunnel'), data: { 'haproxy.cfg': CONFIGURATION } },
  });
  return {
    container: when(redis.tls, {
      name: 'tunnel',
      image: imageOf(image),
      imagePullPolicy: image.pullPolicy,
      env: [
        { name: 'TLS_HOST', value: redis.host },
        { name: 'TLS_PORT', value: text`${redis.port}` },
      ],
      // It stays as long as the middleware beside it does.
      lifecycle: { preStop: { exec: { command: ['sleep', text`${streaming.longestSeconds}`] } } },
      resources,
      securityContext: restrictedContainer,
      volumeMounts: [{ name: VOLUME, mountPath: FOLDER, readOnly: true }],
    }),
    volume: when(redis.tls, { name: VOLUME, configMap: { name: text`${stack.fullname}-tunnel` } }),
  };
}
