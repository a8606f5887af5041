import type { Expr, Ref } from '../../template/expression';
import { hasKey, not, text } from '../../template/operators';
import { when, type Tree } from '../../template/tree';
import type { IngressRefs } from '../../kubernetes/exposure';
import type { relayValues } from './values';

const NGINX = 'nginx.ingress.kubernetes.io';

/**
 * The annotations by which the NGINX Ingress controller lets streams through: unbuffered, as long as the longest of them
 * and with bodies as large as the relay takes. Other controllers pass over them. An annotation of the user's wins.
 */
export function streamingAnnotations(
  streaming: Ref<typeof relayValues>['streaming'],
  { annotations }: IngressRefs,
): Tree {
  const longest = text`${streaming.longestSeconds}`;
  const settings: Record<string, string | Expr<string>> = {
    'proxy-body-size': text`${streaming.maximumBodyMegabytes}m`,
    'proxy-buffering': 'off',
    'proxy-read-timeout': longest,
    'proxy-request-buffering': 'off',
    'proxy-send-timeout': longest,
  };
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const key = `${NGINX}/${name}`;
      return [key, when(not(hasKey(annotations, key)), value)];
    }),
  );
}
