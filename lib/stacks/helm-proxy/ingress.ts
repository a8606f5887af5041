import { asJson, equal, hasKey, matches, not, or } from '../../engine/template/operators';
import { when, type Tree } from '../../engine/template/tree';
import type { ProxyStack } from './values';

/** How annotations, as JSON, look that make an ingress controller ask for a login before it lets a request through. */
const LOGIN = {
  nginx: /"nginx\.ingress\.kubernetes\.io\/auth-(url|tls-secret|type)":"[^"]/,
  traefik: /"traefik\.ingress\.kubernetes\.io\/router\.middlewares":"[^"]/,
  alb: /"alb\.ingress\.kubernetes\.io\/auth-type":"(oidc|cognito)"/,
};

/** Refuses ways in from outside the cluster that ask for no login: the software has none of its own, whatever is set. */
export function refuseUnauthenticated(stack: ProxyStack): void {
  const { allowUnauthenticated, ingress, service } = stack.values;
  const ways = Object.entries(LOGIN).map(([controller, form]) =>
    stack.namedCondition(
      `${controller}Login`,
      'Whether an annotation of the Ingress makes its controller ask for a login.',
      matches(asJson(ingress.annotations), form),
    ),
  );
  const asksForLogin = stack.namedCondition(
    'asksForLogin',
    'Whether the Ingress asks for a login.',
    or(...ways),
  );
  stack.refuse(
    'ingress.annotations',
    'has none that asks for a login, such as nginx.ingress.kubernetes.io/auth-url; add one, or set allowUnauthenticated to true.',
    ingress.enabled,
    not(asksForLogin),
    not(allowUnauthenticated),
  );
  stack.refuse(
    'service.type',
    'lets anyone in who reaches the cluster, without a login; use ClusterIP, or set allowUnauthenticated to true.',
    not(equal(service.type, 'ClusterIP')),
    not(allowUnauthenticated),
  );
}

/** The annotation by which the NGINX Ingress controller takes requests as large as the software does; one of the user's wins. */
export function bodySize(annotations: ProxyStack['values']['ingress']['annotations']): Tree {
  const key = 'nginx.ingress.kubernetes.io/proxy-body-size';
  // Upstream, config.go, MaxBodySize.
  return { [key]: when(not(hasKey(annotations, key)), '10m') };
}
