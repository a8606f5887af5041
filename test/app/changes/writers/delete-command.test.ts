import { deleteCommand } from '../../../../lib/app/changes/writers/delete-command';

it.each([
  ['v1', 'ConfigMap', 'ai', 'kubectl delete -n ai configmap a'],
  ['apps/v1', 'Deployment', 'ai', 'kubectl delete -n ai deployment.v1.apps a'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', '', 'kubectl delete clusterrole.v1.rbac.authorization.k8s.io a'],
])('of %s %s in "%s" is %s', (apiVersion, kind, namespace, command) => {
  const metadata = { name: 'a', ...(namespace === '' ? {} : { namespace }) };
  expect(deleteCommand({ apiVersion, kind, metadata })).toBe(command);
}); // prettier-ignore
