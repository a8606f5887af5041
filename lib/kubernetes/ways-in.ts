import type { Expr } from '../engine/template/expression';
import { not, or, type Condition } from '../engine/template/operators';
import { when, type Lines, type Tree } from '../engine/template/tree';
import { httpRouteUrls, type HttpRouteRefs } from './http-route';
import { ingressUrls, type IngressRefs } from './ingress';
import { routeUrl, type RouteRefs } from './route';

/** The values of all ways in that a chart makes beside its Service: each may be there, whatever the others are. */
export interface WaysIn {
  readonly ingress: Pick<IngressRefs, 'enabled' | 'hosts' | 'tls'>;
  readonly httpRoute: HttpRouteRefs;
  readonly route: RouteRefs;
}

/** Whether any of the ways in is there. */
export function isRouted({ ingress, httpRoute, route }: WaysIn): Condition {
  return or(ingress.enabled, httpRoute.enabled, route.enabled);
}

/**
 * The URLs of all ways in, a line each, for the notes of a chart.
 *
 * @param names of the HTTPRoute and the Route, which are asked for hosts that the values do not say
 * @param otherwise where there is no way in
 */
export function waysIn(
  values: WaysIn,
  names: { readonly name: Expr<string>; readonly namespace: Expr<string> },
  otherwise?: Tree,
): Lines<string>['lines'] {
  const { ingress, httpRoute, route } = values;
  return [
    when(ingress.enabled, ingressUrls(ingress)),
    when(httpRoute.enabled, httpRouteUrls(httpRoute, names)),
    when(route.enabled, routeUrl(route, names)),
    ...(otherwise === undefined ? [] : [when(not(isRouted(values)), otherwise)]),
  ];
}
