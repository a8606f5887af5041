import type { Expr } from '../../engine/template/expression';
import {
  and,
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
import { waysIn } from '../../kubernetes/ways-in';
import type { ProxyStack } from './values';

/** Notes after the installation: access to the proxy, its permissions, and warnings. */
export function proxyNotes(
  stack: ProxyStack,
  account: Expr<string>,
  hasCredentials: Condition,
): Lines<string> {
  const { config, image, networkPolicy, rbac, service, targets } = stack.values;
  const name = stack.fullname;
  const kubectl = text`kubectl --namespace ${releaseNamespace}`;
  return lines(
    'The Helm Proxy is installed.',
    '',
    'Access the API:',
    text`  ${kubectl} port-forward service/${name} 8443:${service.port}`,
    '  curl http://localhost:8443/health',
    ...waysIn(stack.values, { name, namespace: releaseNamespace }),
    '',
    'Check its status:',
    text`  ${kubectl} get pods -l app=${name}`,
    text`  ${kubectl} logs -l app=${name}`,
    text`  helm test ${releaseName} --namespace ${releaseNamespace}`,
    choose(
      config.kubeconfigSecret,
      lines(
        '',
        text`Charts are installed into the cluster of the kubeconfig in the Secret ${config.kubeconfigSecret}.`,
      ),
      choose(
        rbac.allowClusterAdmin,
        lines(
          '',
          'It has the ClusterRole cluster-admin. The API has no authentication, so access to it is full control of the cluster.',
        ),
        lines(
          '',
          'It can install charts into these namespaces:',
          each(
            targets.namespaces,
            'namespace',
            (namespace) =>
              text`  ${namespace}   kubectl auth can-i --list --namespace ${namespace} --as system:serviceaccount:${releaseNamespace}:${account}`,
          ),
          'Requests without targetNamespace use the namespace "default", where it has no permissions.',
        ),
      ),
    ),
    choose(
      or(networkPolicy.clientNamespaces, networkPolicy.extraIngress),
      lines(
        '',
        'The API has no authentication. Access: the clients in networkPolicy.clientNamespaces and extraIngress,',
        'and users with permission for port forwarding.',
      ),
      lines(
        '',
        'The API has no authentication. Access: users with permission for port forwarding; add others in networkPolicy.clientNamespaces.',
      ),
    ),
    when(
      not(networkPolicy.enabled),
      lines('WARNING: networkPolicy.enabled is false: every pod of the cluster can use the API.'),
    ),
    when(
      hasCredentials,
      when(
        contains(joined(config.helmRepos, ','), '=http:'),
        lines('WARNING: the credentials are sent to a repository over http, readable by others; use https.'),
      ),
    ),
    when(
      and(equal(image.tag, 'latest'), not(image.digest)),
      lines(
        'The image tag is latest, for an image built on each node as in the README; pin image.tag for an image in a registry.',
      ),
    ),
  );
}
