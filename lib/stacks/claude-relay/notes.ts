import {
  equal,
  not,
  or,
  releaseName,
  releaseNamespace,
  text,
  type Condition,
} from '../../engine/template/operators';
import { choose, each, lines, when, type Lines } from '../../engine/template/tree';
import { RELAY_PORT } from './env';
import type { RelayStack } from './values';

/** What an operator reads after the installation: how to reach the relay, log in to it and see how it does. */
export function relayNotes(
  { fullname: name, values }: RelayStack,
  multipleReplicas: Condition,
): Lines<string> {
  const { config, ingress, service } = values;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  const forwarded = lines(
    text`  ${kubectl} port-forward service/${name} ${String(RELAY_PORT)}:${service.port}`,
    text`  curl http://127.0.0.1:${String(RELAY_PORT)}/health`,
  );
  return lines(
    'The Claude relay is installed.',
    '',
    'Reach it:',
    choose(
      ingress.enabled,
      choose(
        ingress.tls,
        lines(each(ingress.hosts, 'host', (host) => text`  https://${host.host}`)),
        lines(each(ingress.hosts, 'host', (host) => text`  http://${host.host}`)),
      ),
      choose(equal(service.type, 'ClusterIP'), forwarded, lines(text`  ${kubectl} get service ${name}`)),
    ),
    '',
    'See how it does:',
    text`  ${kubectl} get pods -l app.kubernetes.io/name=claude-relay,app.kubernetes.io/instance=${releaseName}`,
    text`  ${kubectl} logs -l app.kubernetes.io/name=claude-relay,app.kubernetes.io/instance=${releaseName}`,
    text`  ${kubectl} get configmap ${name}-config -o yaml`,
    text`  ${kubectl} get secret ${name}-secret -o yaml`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    '',
    'Log in as administrator under /admin-next/ with the name and the password that this prints:',
    text`  ${kubectl} exec deploy/${name} -c relay -- cat /app/data/init.json`,
    when(
      not(or(config.existingSecret, config.adminPassword)),
      lines(
        '  The password is derived from config.jwtSecret, so all pods have the same one; set config.adminPassword for your own.',
      ),
    ),
    when(
      multipleReplicas,
      lines(
        '',
        'Several pods run. They share all state through Redis; /app/data holds nothing that must last.',
      ),
    ),
    when(
      values.serviceMonitor.enabled,
      lines(
        '',
        'A ServiceMonitor is there, but the published images serve JSON under /metrics: use an image that serves the format of Prometheus.',
      ),
    ),
  );
}
