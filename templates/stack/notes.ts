import {
  chartName,
  equal,
  orElse,
  releaseName,
  releaseNamespace,
  text,
} from '../../lib/engine/template/operators';
import { choose, lines, type Lines } from '../../lib/engine/template/tree';
import { waysIn } from '../../lib/kubernetes/ways-in';
import { HEALTH } from './deployment';
import type { WebAppStack } from './values';

/** Notes of the installation: how to access Web app and check its status. */
export function webAppNotes({ fullname: name, values }: WebAppStack): Lines<string> {
  const { service } = values;
  const labels = text`app.kubernetes.io/name=${orElse(values.nameOverride, chartName)},app.kubernetes.io/instance=${releaseName}`;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    'Web app is installed.',
    '',
    'Access it:',
    ...waysIn(
      values,
      { name, namespace: releaseNamespace },
      choose(
        equal(service.type, 'ClusterIP'),
        lines(
          text`  ${kubectl} port-forward service/${name} 8080:${service.port}`,
          `  curl http://127.0.0.1:8080${HEALTH}`,
        ),
        lines(text`  ${kubectl} get service ${name}`),
      ),
    ),
    '',
    'Check its status:',
    text`  ${kubectl} get pods -l ${labels}`,
    text`  ${kubectl} logs -l ${labels}`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
  );
}
