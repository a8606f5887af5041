import { REDIS_PASSWORD_KEY } from '../../kubernetes/redis/redis';
import * as k8s from '../../kubernetes/k8s';
import type { AnyStack } from '../../kubernetes/stack';
import type { Ref } from '../../engine/template/expression';
import { and, joined, not, or, orElse, text } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { when } from '../../engine/template/tree';
import { API_KEYS } from './env';
import type { middlewareValues } from './values';

/**
 * The Secrets with the API keys and with the password of Redis, unless there are some already.
 *
 * @returns the environment variables that come from them, each only where there is something in it
 */
export function keepCredentials(stack: AnyStack, values: Ref<typeof middlewareValues>) {
  const { auth, redis } = values;
  Resource.of(new OnlyIf(stack, 'keys', and(auth.enabled, not(auth.existingSecret))), 'secret', {
    of: k8s.KubeSecret,
    manifest: {
      metadata: stack.main.metadata('-secret'),
      type: 'Opaque',
      stringData: { [API_KEYS]: joined(auth.apiKeys, ',') },
    },
  });
  Resource.of(new OnlyIf(stack, 'password', redis.password), 'redis-secret', {
    of: k8s.KubeSecret,
    manifest: {
      metadata: stack.main.metadata('-redis'),
      type: 'Opaque',
      stringData: { [REDIS_PASSWORD_KEY]: redis.password },
    },
  });
  return [
    when(auth.enabled, {
      name: API_KEYS,
      valueFrom: {
        secretKeyRef: { name: orElse(auth.existingSecret, text`${stack.fullname}-secret`), key: API_KEYS },
      },
    }),
    when(or(redis.password, redis.existingSecret), {
      name: 'REDIS_PASSWORD',
      valueFrom: {
        secretKeyRef: {
          name: orElse(redis.existingSecret, text`${stack.fullname}-redis`),
          key: REDIS_PASSWORD_KEY,
        },
      },
    }),
  ];
}
