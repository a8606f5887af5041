import type { Expr } from '../../engine/template/expression';
import {
  and,
  equal,
  not,
  releaseName,
  releaseNamespace,
  text,
  type Condition,
} from '../../engine/template/operators';
import { choose, each, lines, when, type Lines } from '../../engine/template/tree';
import type { JaiRouterStack } from './values';

/** What an operator reads after the installation: how to reach JAiRouter, call a model and see how it does. */
export function jairouterNotes(
  { fullname: name, values }: JaiRouterStack,
  secretName: Expr<string>,
  multipleReplicas: Condition,
): Lines<string> {
  const { autoscaling, ingress, monitoring, persistence, service, stateless } = values;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    'JAiRouter is installed.',
    '',
    'Reach it:',
    choose(
      ingress.enabled,
      choose(
        ingress.tls,
        lines(each(ingress.hosts, 'host', (host) => text`  https://${host.host}`)),
        lines(each(ingress.hosts, 'host', (host) => text`  http://${host.host}`)),
      ),
      choose(
        equal(service.type, 'ClusterIP'),
        lines(
          text`  ${kubectl} port-forward service/${name}-service 8080:${service.port}`,
          '  curl http://127.0.0.1:8080/actuator/health',
        ),
        lines(text`  ${kubectl} get service ${name}-service`),
      ),
    ),
    '',
    'Clients send the key that this prints in the header X-API-Key; the administrator is called admin:',
    text`  ${kubectl} get secret ${secretName} -o jsonpath='{.data.api-key}' | base64 -d`,
    '',
    'See how it does:',
    text`  ${kubectl} get pods -l app=${name}`,
    text`  ${kubectl} logs -f -l app=${name} --max-log-requests=10`,
    when(autoscaling.enabled, text`  ${kubectl} describe hpa ${name}-hpa`),
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    choose(
      stateless,
      lines(
        '',
        'Pods keep nothing: what is changed in the pages of JAiRouter is known to one pod and gone with it. Change config instead.',
      ),
      lines('', text`One pod runs, and what is changed in its pages is on the claim ${name}-config-pvc.`),
    ),
    when(
      and(multipleReplicas, persistence.enabled),
      lines(
        '',
        'The logs of all pods are on one volume, which needs a storage class that can do ReadWriteMany.',
        'Without one, pods stay Pending: set persistence.enabled=false.',
      ),
    ),
    when(
      not(monitoring.serviceMonitor.enabled),
      lines('', 'Prometheus finds the metrics under /actuator/prometheus of the Service.'),
    ),
  );
}
