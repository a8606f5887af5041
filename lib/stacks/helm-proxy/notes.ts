import type { Expr } from '../../engine/template/expression';
import {
  contains,
  equal,
  joined,
  not,
  or,
  releaseName,
  releaseNamespace,
  text,
  type Condition,
} from '../../engine/template/operators';
import { choose, each, lines, when, type Lines } from '../../engine/template/tree';
import type { ProxyStack } from './values';

/** What an operator reads after the installation: how to reach the proxy, what it may do, and what is still open. */
export function proxyNotes(stack: ProxyStack, account: Expr<string>, credentials: Condition): Lines<string> {
  const { config, image, ingress, networkPolicy, rbac, service, targets } = stack.values;
  const name = stack.fullname;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    'The Helm Proxy is installed.',
    '',
    'Reach it:',
    text`  ${kubectl} port-forward service/${name} 8443:${service.port}`,
    '  curl http://localhost:8443/health',
    when(
      ingress.enabled,
      each(ingress.hosts, 'host', (host) =>
        choose(ingress.tls, text`  https://${host.host}`, text`  http://${host.host}`),
      ),
    ),
    '',
    'See how it does:',
    text`  ${kubectl} get pods -l app=${name}`,
    text`  ${kubectl} logs -l app=${name}`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    choose(
      config.kubeconfigSecret,
      lines(
        '',
        text`It installs charts into the cluster of the kubeconfig in the Secret ${config.kubeconfigSecret}.`,
      ),
      choose(
        rbac.allowClusterAdmin,
        lines(
          '',
          'It may do everything in the cluster: whoever reaches its API may, too, since it asks for no login.',
        ),
        lines(
          '',
          'It may install charts into:',
          each(
            targets.namespaces,
            'namespace',
            (namespace) =>
              text`  ${namespace}   kubectl auth can-i --list --namespace ${namespace} --as system:serviceaccount:${releaseNamespace}:${account}`,
          ),
          'Requests that name no targetNamespace are for the namespace "default", into which it may not.',
        ),
      ),
    ),
    choose(
      or(networkPolicy.clientNamespaces, networkPolicy.extraIngress),
      lines(
        '',
        'The API asks for no login. It is open to what networkPolicy names, and to who may forward ports.',
      ),
      lines(
        '',
        'The API asks for no login. It is open to who may forward ports; open it to others with networkPolicy.clientNamespaces.',
      ),
    ),
    when(
      not(networkPolicy.enabled),
      lines('WARNING: networkPolicy.enabled is false, so every pod of the cluster may use it.'),
    ),
    when(
      credentials,
      when(
        contains(joined(config.helmRepos, ','), '=http:'),
        lines(
          'WARNING: the credentials go to a repository over http, where others can read them; use https.',
        ),
      ),
    ),
    when(
      equal(image.tag, 'latest'),
      lines('The image is helm-proxy:latest as the README builds it on each node; elsewhere pin image.tag.'),
    ),
  );
}
