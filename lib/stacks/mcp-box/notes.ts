import { SAMPLE_PASSWORD } from '../../kubernetes/mysql/mysql';
import type { Expr, Ref } from '../../engine/template/expression';
import { and, equal, not, or, orElse, releaseName, text } from '../../engine/template/operators';
import { choose, eachEntry, lines, when, type Lines } from '../../engine/template/tree';
import type { Infrastructure } from './databases';
import type { mcpBoxValues } from './values';

/** What an operator reads after the installation: how to reach each service and see how it does. */
export function mcpBoxNotes(
  values: Ref<typeof mcpBoxValues>,
  namespace: Expr<string>,
  { mysql, redis }: Infrastructure,
): Lines<string> {
  const { global, infrastructure, init, services } = values;
  const kubectl = text`kubectl --namespace ${namespace}`;
  const { auth } = infrastructure.mysql;
  return lines(
    text`The MCP platform is installed in the namespace ${namespace}.`,
    '',
    'Reach its services:',
    eachEntry(services, { key: 'key', entry: 'service' }, (key, service) => {
      const name = orElse(service.name, text`mcp-${key}`);
      const host = orElse(service.ingress.host, text`${key}.${global.domain}`);
      return when(
        service.enabled,
        choose(
          service.ingress.enabled,
          choose(
            service.ingress.tlsSecret,
            text`  https://${host}${service.ingress.path}`,
            text`  http://${host}${service.ingress.path}`,
          ),
          text`  ${kubectl} port-forward service/${name} ${service.service.port}`,
        ),
      );
    }),
    '',
    text`They start when MySQL (${mysql.host}:${mysql.port}) and Redis (${redis.host}:${redis.port}) let them in. See how they do:`,
    text`  ${kubectl} get pods -l app.kubernetes.io/instance=${releaseName}`,
    text`  ${kubectl} logs -f --max-log-requests 20 -l app.kubernetes.io/instance=${releaseName}`,
    text`  helm test ${releaseName}`,
    when(
      init.enabled,
      lines(
        '',
        'Nobody can log in before the Job init has made the administrator:',
        text`  ${kubectl} get jobs -l app.kubernetes.io/instance=${releaseName}`,
      ),
    ),
    when(
      and(
        infrastructure.mysql.enabled,
        not(auth.existingSecret),
        or(equal(auth.password, SAMPLE_PASSWORD), equal(auth.rootPassword, SAMPLE_PASSWORD)),
      ),
      lines(
        '',
        'MySQL has the sample password that everybody knows; only the network policy keeps others out. For your own, before the first',
        'installation: create a Secret with the keys root-password and password, and set infrastructure.mysql.auth.existingSecret.',
      ),
    ),
    when(
      and(infrastructure.mysql.enabled, not(infrastructure.mysql.persistence.enabled)),
      lines('', 'MySQL has no volume: all that the platform knows is gone when its pod is.'),
    ),
  );
}
