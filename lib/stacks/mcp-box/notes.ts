import { and, equal, not, or, releaseName, releaseNamespace, text } from '../../engine/template/operators';
import { choose, eachEntry, lines, when, type Lines } from '../../engine/template/tree';
import { httpRouteUrls } from '../../kubernetes/http-route';
import { ingressUrls } from '../../kubernetes/ingress';
import { SAMPLE_PASSWORD } from '../../kubernetes/mysql/mysql';
import { routeUrl } from '../../kubernetes/route';
import { fromElsewhere } from '../../kubernetes/secret-source';
import { isRouted } from '../../kubernetes/ways-in';
import type { Databases } from './databases';
import { hostOfRoute, ingressHost, serviceName } from './names';
import type { McpBoxStack } from './values';

/** Notes after the installation: access to each service, its status, and warnings. */
export function mcpBoxNotes(stack: McpBoxStack, { mysql, redis }: Databases): Lines<string> {
  const { namespace, values } = stack;
  const { infrastructure, init, services } = values;
  const kubectl = text`kubectl --namespace ${namespace}`;
  const { auth } = infrastructure.mysql;
  return lines(
    text`The MCP platform is installed in the namespace ${namespace}.`,
    '',
    'Access its services:',
    eachEntry(services, { key: 'key', entry: 'service' }, (key, entry) => {
      const service = entry;
      const name = serviceName(stack, key, service);
      const host = ingressHost(stack, key, service);
      const { httpRoute, ingress, route } = service;
      const single = choose(
        or(ingress.tlsSecret, ingress.tls),
        text`  https://${host}${ingress.path}`,
        text`  http://${host}${ingress.path}`,
      );
      return when(
        service.enabled,
        lines(
          when(ingress.enabled, choose(ingress.hosts, ingressUrls(ingress), single)),
          when(httpRoute.enabled, httpRouteUrls(httpRoute, { name, namespace }, host)),
          when(route.enabled, routeUrl(route, { name, namespace }, hostOfRoute(stack, key, service))),
          when(
            not(isRouted(service)),
            text`  ${kubectl} port-forward service/${name} ${service.service.port}`,
          ),
        ),
      );
    }),
    '',
    'They start once their databases are ready:',
    text`  MySQL at ${mysql.host}:${mysql.port}`,
    text`  Redis at ${redis.host}:${redis.port}`,
    '',
    'Check their status:',
    text`  ${kubectl} get pods -l app.kubernetes.io/instance=${releaseName}`,
    text`  ${kubectl} logs -f --max-log-requests 20 -l app.kubernetes.io/instance=${releaseName}`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    when(
      init.enabled,
      lines(
        '',
        'Users can log in once the Job init has created the administrator:',
        text`  ${kubectl} get jobs -l app.kubernetes.io/instance=${releaseName}`,
      ),
    ),
    when(
      and(
        infrastructure.mysql.enabled,
        not(fromElsewhere(auth)),
        or(equal(auth.password, SAMPLE_PASSWORD), equal(auth.rootPassword, SAMPLE_PASSWORD)),
      ),
      lines(
        '',
        'WARNING: MySQL has the well-known sample password; only the network policy prevents access. To use your own, before the first',
        'installation create a Secret with the keys root-password and password, and set infrastructure.mysql.auth.existingSecret.',
      ),
    ),
    when(
      and(infrastructure.mysql.enabled, not(infrastructure.mysql.persistence.enabled)),
      lines('', 'WARNING: MySQL has no persistent volume: all data of the platform is lost with its pod.'),
    ),
  );
}
