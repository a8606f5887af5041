import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The values without which its chart refuses to be rendered. */
export const required: JsonObject = {
  config: { helmRepos: ['myrepo=https://charts.example.com/repository/helm'] },
  targets: { namespaces: ['podinfo-ns'] },
};
