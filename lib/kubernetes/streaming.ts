import type { Expr } from '../engine/template/expression';
import { hasKey, not, text } from '../engine/template/operators';
import { when, type Tree } from '../engine/template/tree';
import type { IngressRefs } from './ingress';

/** How long answers that are streamed may take and how large requests may be, as references. */
export interface Streaming {
  readonly maxStreamSeconds: Expr<number>;
  readonly maxBodyMegabytes: Expr<number>;
}

const NGINX = 'nginx.ingress.kubernetes.io';

/**
 * The annotations by which the NGINX Ingress controller lets streams through: unbuffered, as long as the longest of them
 * and with bodies as large as the stack takes. Other controllers pass over them. An annotation of the user's wins.
 */
export function streamingAnnotations(
  streaming: Streaming,
  { annotations }: Pick<IngressRefs, 'annotations'>,
): Tree {
  const longest = text`${streaming.maxStreamSeconds}`;
  const settings: Record<string, string | Expr<string>> = {
    'proxy-body-size': text`${streaming.maxBodyMegabytes}m`,
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
