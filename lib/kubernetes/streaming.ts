import type { Expr } from '../engine/template/expression';
import { hasKey, not, text } from '../engine/template/operators';
import { when, type Tree } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { integer } from '../engine/values/numbers';
import type { IngressRefs } from './ingress';

/**
 * The values of streams.
 *
 * @param seconds default of the maximum duration
 * @param megabytes default of the maximum size of a request body
 * @param description of the maximum duration: what it sets
 */
export function streamingValues(seconds: number, megabytes: number, description: string) {
  return section('Streaming responses. One setting for every component on their path.', {
    maxStreamSeconds: integer(seconds, description, { minimum: 10, maximum: 7200 }),
    maxBodyMegabytes: integer(megabytes, 'Maximum size of a request body, in megabytes.', {
      minimum: 1,
      maximum: 1000,
    }),
  });
}

/** Maximum duration of streams and maximum size of request bodies, as references. */
export interface Streaming {
  readonly maxStreamSeconds: Expr<number>;
  readonly maxBodyMegabytes: Expr<number>;
}

const NGINX = 'nginx.ingress.kubernetes.io';

/**
 * Annotations for streams through the NGINX Ingress controller: no buffering, and the timeouts and the body size of the stack. Other
 * controllers ignore them. The user's annotations take precedence.
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
