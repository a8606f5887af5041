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
import { choose, lines, when, type Lines } from '../../engine/template/tree';
import { waysIn } from '../../kubernetes/ways-in';
import type { JaiRouterStack } from './values';

/** Notes of the installation: how to access JAiRouter, call a model and check its status. */
export function jairouterNotes(
  { fullname: name, values }: JaiRouterStack,
  secretName: Expr<string>,
  multipleReplicas: Condition,
): Lines<string> {
  const { autoscaling, monitoring, persistence, service, stateless } = values;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    'JAiRouter is installed.',
    '',
    'Access it:',
    ...waysIn(
      values,
      { name, namespace: releaseNamespace },
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
    'Call a model at POST /api/v1/chat/completions, with the API key, which starts with sk-, in the header X-API-Key:',
    text`  ${kubectl} get secret ${secretName} -o jsonpath='{.data.api-key}' | base64 -d`,
    'It is also a key of the administrator, at other paths: publish only the paths of models to clients. The username for the web UI is admin.',
    '',
    'Check its status:',
    text`  ${kubectl} get pods -l app=${name}`,
    text`  ${kubectl} logs -f -l app=${name} --max-log-requests=10`,
    when(autoscaling.enabled, text`  ${kubectl} describe hpa ${name}-hpa`),
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    choose(
      stateless,
      lines(
        '',
        'Replicas are stateless: a change in the web UI of JAiRouter applies to a single pod and is lost with it. Change config instead.',
      ),
      lines(
        '',
        text`A single replica runs; changes in its web UI are on the PersistentVolumeClaim ${name}-config-pvc.`,
      ),
    ),
    when(
      and(multipleReplicas, persistence.enabled),
      lines(
        '',
        'The logs of all pods are on one volume, which needs a storage class with support for ReadWriteMany.',
        'Without one, pods stay Pending: set persistence.enabled=false.',
      ),
    ),
    when(
      not(monitoring.serviceMonitor.enabled),
      lines('', 'Prometheus can scrape the metrics at /actuator/prometheus of the Service.'),
    ),
  );
}
