import type { Expr } from '../../engine/template/expression';
import { and, equal, not, or, releaseName, releaseNamespace, text } from '../../engine/template/operators';
import { choose, lines, when, type Lines } from '../../engine/template/tree';
import { isRouted, waysIn } from '../../kubernetes/ways-in';
import type { MiddlewareStack } from './values';

/** Notes of the installation: how to access the middleware and check its status. */
export function middlewareNotes(
  { fullname: name, values }: MiddlewareStack,
  targetUrl: Expr<string>,
): Lines<string> {
  const { auth, config, loadBalancer, service } = values;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    text`The Claude middleware is installed in front of the relay at ${targetUrl}.`,
    '',
    'Access it:',
    ...waysIn(values, { name, namespace: releaseNamespace }),
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
    'Check its status:',
    text`  ${kubectl} get pods -l app=${name}`,
    text`  ${kubectl} logs -f deployment/${name}`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    when(
      and(isRouted(values), not(auth.enabled)),
      lines(
        '',
        'Every client from outside can use all accounts of the relay while auth.enabled is false:',
        'set it to true, or authenticate clients at the Ingress, Gateway or router.',
      ),
    ),
    when(
      and(or(isRouted(values), loadBalancer.enabled), not(equal(config.ginMode, 'release'))),
      lines('', text`Gin runs in ${config.ginMode} mode; set config.ginMode to release.`),
    ),
  );
}
