import { noHosts, waysIn, type Conflict } from '../conflict';

/** What the Helm Proxy rejects although each value is right. */
export const conflicts: readonly Conflict[] = [
  { path: 'ingress.hosts', values: { allowUnauthenticated: true, ...noHosts.values } },
  ...waysIn({ allowUnauthenticated: true }),
  {
    path: 'httpRoute.rules',
    values: {
      httpRoute: { enabled: true, parentRefs: [{ name: 'a' }], rules: [{ filters: [{ type: 'CORS' }] }] },
    },
  },
  { path: 'route.enabled', values: { route: { enabled: true } } },
  { path: 'config.helmRepos', values: { config: { helmRepos: [] } } },
  { path: 'targets.namespaces', values: { targets: { namespaces: [] } } },
  { path: 'targets.namespaces', values: { targets: { namespaces: ['a', 'a'] } } },
  { path: 'targets.namespaces', namespace: 'a', values: { targets: { namespaces: ['a'] } } },
  ...['default', 'kube-system', 'kube-public'].map((namespace) => ({
    path: 'targets.namespaces',
    values: { targets: { namespaces: ['a', namespace] } },
  })),
  { path: 'rbac.allowClusterAdmin', values: { rbac: { allowClusterAdmin: true, create: false } } },
  { path: 'rbac.allowClusterAdmin', values: { rbac: { allowClusterAdmin: true }, config: { kubeconfigSecret: 'x' } } },
  { path: 'serviceAccount.name', values: { serviceAccount: { create: false } } },
  { path: 'ingress.annotations', values: { ingress: { enabled: true } } },
  { path: 'ingress.annotations', values: { ingress: { enabled: true, annotations: { 'nginx.ingress.kubernetes.io/auth-url': '' } } } },
  { path: 'service.type', values: { service: { type: 'NodePort' } } },
  { path: 'service.type', values: { service: { type: 'LoadBalancer' } } },
  { path: 'config.helmUsername', values: { config: { existingSecret: 'x', helmUsername: 'y', helmPassword: 'z' } } },
  { path: 'config.helmPassword', values: { config: { helmUsername: 'y' } } },
  { path: 'config.helmUsername', values: { config: { helmPassword: 'z' } } },
  { path: 'config.helmRepos', values: { config: { existingSecret: 'x', helmRepos: ['a=https://a', 'b=https://b'] } } },
]; // prettier-ignore

/** Every kind of mistake can be made in its values. */
export const lacks: readonly string[] = [];
