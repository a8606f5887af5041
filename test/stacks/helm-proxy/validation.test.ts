import type { JsonObject } from '../../../lib/engine/values/declaration';
import { render } from './rendering';

it.each<[string, JsonObject]>([
  ['config.helmRepos is empty', { config: { helmRepos: [] } }],
  [
    'config.helmRepos contains multiple',
    { config: { helmRepos: ['a=https://a', 'b=https://b'], existingSecret: 's' } },
  ],
  ['config.helmPassword is empty', { config: { helmUsername: 'admin' } }],
  ['targets.namespaces is empty', { targets: { namespaces: [] } }],
  ['targets.namespaces contains a namespace twice', { targets: { namespaces: ['a', 'a'] } }],
  ['targets.namespaces contains the namespace of the release', { targets: { namespaces: ['a', 'tools'] } }],
  ['targets.namespaces contains default', { targets: { namespaces: ['kube-system'] } }],
  ['rbac.allowClusterAdmin is true, but', { rbac: { create: false, allowClusterAdmin: true } }],
  ['serviceAccount.name is empty', { serviceAccount: { create: false } }],
  ['service.type exposes the API', { service: { type: 'LoadBalancer' } }],
])('rejects: %s', (sentence, values) => {
  expect(render(values)).toMatchObject({ ok: false, message: expect.stringMatching(`^${sentence}`) });
});
