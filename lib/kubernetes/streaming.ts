import type { Expr } from '../engine/template/expression';
import { equal, firstMatch, hasKey, matches, not, text, type Condition } from '../engine/template/operators';
import { merged, when, type Merged } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { formerly } from '../engine/values/declaration';
import { integer } from '../engine/values/numbers';
import { oneOf } from '../engine/values/scalars';

/**
 * The values of streams.
 *
 * @param seconds default of the maximum duration
 * @param megabytes default of the maximum size of a request body
 * @param description of the maximum duration: what it sets
 */
export function streamingValues(seconds: number, megabytes: number, description: string) {
  return section('Streaming responses. One setting for every component on their path.', {
    maxStreamSeconds: formerly(
      integer(seconds, description, { minimum: 10, maximum: 7200 }),
      'longestSeconds',
    ),
    maxBodyMegabytes: formerly(
      integer(megabytes, 'Maximum size of a request body, in megabytes.', { minimum: 1, maximum: 1000 }),
      'maximumBodyMegabytes',
    ),
  });
}

/** Maximum duration of streams and maximum size of request bodies. */
export interface Streaming {
  /** In seconds. */
  readonly maxStreamSeconds: Expr<number>;
  readonly maxBodyMegabytes: Expr<number> | number;
}

/** The value by which a user names the Ingress controller. */
export const controllerValue = oneOf(
  '',
  'Ingress controller, whose annotations for streams the chart sets; empty: by className, and ingress-nginx without one. none sets none.',
  ['', 'ingress-nginx', 'f5-nginx', 'haproxy', 'traefik', 'none'],
);

/** What says which controller an Ingress is for. */
export interface ControllerValues {
  readonly className: Expr<string>;
  readonly controller: Expr<string>;
}

// What tells the controllers apart, in what the user names, a slash and the class: `haproxy/public`, `/nginx`, and `/` for neither. The
// default class of F5's, "nginx", is that of ingress-nginx too, so only classes named after F5 are F5's.
const CONTROLLER = /^\/$|^none|f5|nginx-inc|nginx-org|nginx-plus|nginx|haproxy|traefik/;

/** Which controller an Ingress is for: a word of its name, `/` where nothing is said, and empty for an unknown class. */
export function controllerOf({ className, controller }: ControllerValues): Expr<string> {
  return firstMatch(text`${controller}/${className}`, CONTROLLER);
}

/** Which controller it is, of what {@link controllerOf} says. */
const IS = {
  // Without a class it is the default of the cluster; other controllers ignore the annotations.
  ingressNginx: (controller: Expr<string>): Condition => matches(controller, /^(\/|nginx)$/),
  f5: (controller: Expr<string>): Condition => matches(controller, /^(f5|nginx-)/),
  haproxy: (controller: Expr<string>): Condition => equal(controller, 'haproxy'),
};

/** Whether it is a controller for which {@link streamingAnnotations} has annotations. */
export function hasStreamingAnnotations(controller: Expr<string>): Condition {
  return matches(controller, /^(\/|f5|nginx|haproxy)/);
}

/** A value of an annotation, by the name of the annotation. */
type Settings = Readonly<Record<string, Expr<string> | string>>;

/**
 * Annotations of an Ingress for streams: no buffering, and the timeouts and the body size of the stack. The user's take precedence.
 *
 * - ingress-nginx (docs, "Annotations"): timeouts are numbers of seconds.
 * - F5 NGINX Ingress Controller (docs, "Advanced configuration with Annotations"): durations; it has no annotation for the buffering
 *   of requests.
 * - HAProxy: `haproxy.org` of HAProxy Technologies (documentation/annotations.md), which limits no body, and `haproxy-ingress.github.io`
 *   (docs, "Configuration keys"). Both hold nothing back; the timeout of silent clients is for the whole controller (`timeout-client`).
 * - Traefik (docs, "Traefik & Kubernetes with Ingress"): none. It holds nothing back and waits without limit for an answer, and has no
 *   annotations for that.
 *
 * @param controller as {@link controllerOf} says it
 * @param annotations the user's
 */
export function streamingAnnotations(
  { maxStreamSeconds, maxBodyMegabytes }: Streaming,
  controller: Expr<string>,
  annotations: Expr<Readonly<Record<string, string>>>,
): Merged<unknown> {
  const [seconds, body] = [text`${maxStreamSeconds}s`, text`${maxBodyMegabytes}m`];
  const unlessGiven = (prefix: string, settings: Settings) =>
    Object.fromEntries(
      Object.entries(settings).map(([name, value]) => {
        const key = `${prefix}/${name}`;
        return [key, when(not(hasKey(annotations, key)), value)];
      }),
    );
  return merged(
    when(
      IS.ingressNginx(controller),
      unlessGiven('nginx.ingress.kubernetes.io', {
        'proxy-body-size': body,
        'proxy-buffering': 'off',
        'proxy-read-timeout': text`${maxStreamSeconds}`,
        'proxy-request-buffering': 'off',
        'proxy-send-timeout': text`${maxStreamSeconds}`,
      }),
    ),
    when(
      IS.f5(controller),
      unlessGiven('nginx.org', {
        'client-max-body-size': body,
        'proxy-buffering': 'False',
        'proxy-read-timeout': seconds,
        'proxy-send-timeout': seconds,
      }),
    ),
    when(
      IS.haproxy(controller),
      merged(
        unlessGiven('haproxy.org', { 'timeout-server': seconds }),
        unlessGiven('haproxy-ingress.github.io', { 'proxy-body-size': body, 'timeout-server': seconds }),
      ),
    ),
  );
}
