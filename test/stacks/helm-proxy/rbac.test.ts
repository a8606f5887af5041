import { at } from '../../acceptance/path';
import { objectsOf, ofKind } from './rendering';

const account = { kind: 'ServiceAccount', name: 'helm-proxy', namespace: 'tools' };

describe('permissions', () => {
  it('are a Role in each of the namespaces that are named, and the creation of namespaces', () => {
    // WHEN two namespaces are named
    const objects = objectsOf({ targets: { namespaces: ['one', 'two'] } });

    // THEN each has a Role and a binding for the account of the pods
    const roles = ofKind('Role', objects);
    expect(roles.map((role) => at(role, 'metadata.namespace'))).toEqual(['one', 'two']);
    for (const binding of ofKind('RoleBinding', objects)) {
      expect(at(binding, 'roleRef.name')).toEqual(at(roles[0], 'metadata.name'));
      expect(at(binding, 'subjects')).toEqual([account]);
    }
    expect(ofKind('RoleBinding', objects)).toHaveLength(2);
    // AND nothing in it is open, or lets it hand its permissions on
    expect(JSON.stringify(roles)).not.toContain('*');
    expect(JSON.stringify(roles)).not.toContain('"rbac.authorization.k8s.io"]');
    // AND in the cluster it may do one thing
    expect(ofKind('ClusterRole', objects).map((role) => role['rules'])).toEqual([
      [{ apiGroups: [''], resources: ['namespaces'], verbs: ['create'] }],
    ]);
    expect(ofKind('ClusterRoleBinding', objects).map((binding) => at(binding, 'roleRef.name'))).toEqual([
      'tools-helm-proxy',
    ]);
  });

  it('are all of the cluster where that is asked for by name, with the binding of the document', () => {
    const objects = objectsOf({ targets: { namespaces: [] }, rbac: { allowClusterAdmin: true } });
    expect(ofKind('ClusterRoleBinding', objects)).toMatchObject([
      {
        metadata: { name: 'helm-proxy-admin-binding' },
        roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [account],
      },
    ]);
    expect(['Role', 'RoleBinding', 'ClusterRole'].flatMap((kind) => ofKind(kind, objects))).toEqual([]);
  });

  it('are none, and no token, where it installs into another cluster', () => {
    const objects = objectsOf({ config: { kubeconfigSecret: 'other' } });
    const kinds = objects.map((object) => String(object['kind']));
    expect(kinds.filter((kind) => kind.includes('Role'))).toEqual([]);
    const pod = at(ofKind('Deployment', objects)[0], 'spec.template.spec');
    expect(at(pod, 'automountServiceAccountToken')).toBe(false);
    expect(at(pod, 'containers[0].env[name=KUBECONFIG].value')).toBe('/etc/kubeconfig/config');
  });
});
