import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The values without which its chart is not rendered. */
export const required: JsonObject = {
  config: { helmRepos: ['myrepo=https://charts.example.com/repository/helm'] },
  targets: { namespaces: ['podinfo-ns'] },
};

/** What goes with everything that can be switched on. */
export const beside: JsonObject = {
  config: { helmUsername: 'user', helmPassword: 'test-password' },
  replicaCount: 2,
  ingress: { annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com' } },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { image: { tag: 'v1.0.0' }, config: { extraEnv: { WRONG: 'x' } } },
  { image: { tag: 'a-694e707' } },
];
