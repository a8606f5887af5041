import type { Expr } from '../../engine/template/expression';
import { and, equal, not, or, releaseName, releaseNamespace, text } from '../../engine/template/operators';
import { choose, each, lines, when, type Lines } from '../../engine/template/tree';
import type { MiddlewareStack } from './values';

/** What an operator reads after the installation: how to reach the middleware and see how it does. */
export function middlewareNotes(
  { fullname: name, values }: MiddlewareStack,
  targetUrl: Expr<string>,
): Lines<string> {
  const { auth, config, ingress, loadBalancer, service } = values;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    text`The Claude middleware is installed, in front of ${targetUrl}.`,
    '',
    'Reach it:',
    when(
      ingress.enabled,
      choose(
        ingress.tls,
        lines(each(ingress.hosts, 'host', (host) => text`  https://${host.host}`)),
        lines(each(ingress.hosts, 'host', (host) => text`  http://${host.host}`)),
      ),
    ),
    when(loadBalancer.enabled, lines(text`  ${kubectl} get service ${name}-lb`)),
    choose(
      equal(service.type, 'ClusterIP'),
      lines(
        text`  ${kubectl} port-forward service/${name}-service 8080:${service.port}`,
        '  curl http://localhost:8080/health',
      ),
      lines(text`  ${kubectl} get service ${name}-service`),
    ),
    '',
    'See how it does:',
    text`  ${kubectl} get pods -l app=${name}`,
    text`  ${kubectl} logs -f deployment/${name}`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    when(
      and(ingress.enabled, not(auth.enabled)),
      lines(
        '',
        'Whoever reaches the Ingress may use all accounts of the relay, since auth.enabled is false; set it, or let the Ingress ask.',
      ),
    ),
    when(
      and(or(ingress.enabled, loadBalancer.enabled), not(equal(config.ginMode, 'release'))),
      lines('', 'It runs in debug mode; set config.ginMode to release.'),
    ),
  );
}
