import { literal } from '../../lib/engine/template/expression';
import { list } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { namespaceName } from '../../lib/engine/values/names';
import {
  addClusterAdminBinding,
  addClusterRole,
  addRole,
  addRoleInNamespaces,
  roleRule,
} from '../../lib/kubernetes/rbac';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack, filesOf } from './tiny-stack';

const fields = {
  namespaces: list([], 'Namespaces.', namespaceName('A namespace.')),
  rules: list([], 'Rules.', roleRule),
};
const own = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const account = literal('account');
const subjects = [{ kind: 'ServiceAccount', name: 'account', namespace: 'ai' }];
const roleRef = (kind: string, name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });

type Rbac = TinyStack<typeof fields>;
const stackOf = (fill: (stack: Rbac) => void) => {
  const stack = new TinyStack(fields);
  fill(stack);
  return stack;
};
const inOwn = () =>
  stackOf((stack) => addRole(stack, stack.main, { account, rules: [own, stack.values.rules] }));
const perNamespace = () =>
  stackOf((stack) =>
    addRoleInNamespaces(stack, stack.main, stack.values.namespaces, { account, rules: [own] }),
  );
const inCluster = () => stackOf((stack) => addClusterRole(stack, stack.main, { account, rules: [own] }));
const asAdmin = () =>
  stackOf((stack) => addClusterAdminBinding(stack, stack.main, { account, suffix: '-admin' }));

describe('in its own namespace', () => {
  it('a Role is bound to the account, all under the component’s name', () => {
    const objects = objectsFor(inOwn());
    expect(kindsOf(objects)).toEqual(['Role', 'RoleBinding']);
    expect(objects.map(nameOf)).toEqual(['app-small', 'app-small']);
    expect(only('RoleBinding', objects)).toMatchObject({ roleRef: roleRef('Role', 'app-small'), subjects });
  });

  it('a Role has the rules of the stack, then those of the user', () => {
    const more = {
      apiGroups: ['apps'],
      resources: ['deployments/scale'],
      verbs: ['*'],
      resourceNames: ['x'],
    };
    expect(only('Role', objectsFor(inOwn(), { rules: [more] }))['rules']).toEqual([own, more]);
  });
});

describe('in namespaces of the user', () => {
  it('there is nothing where there are none', () => {
    expect(objectsFor(perNamespace())).toEqual([]);
  });

  it('each has a Role and a binding of its own', () => {
    const objects = objectsFor(perNamespace(), { namespaces: ['one', 'two'] });
    expect(objects.map((object) => [object['kind'], at(object, 'metadata', 'namespace')])).toEqual(
      expect.arrayContaining(
        ['one', 'two'].flatMap((namespace) => [
          ['Role', namespace],
          ['RoleBinding', namespace],
        ]),
      ),
    );
    expect(objects).toHaveLength(4);
  });

  it('the account is that of the release’s namespace', () => {
    const objects = objectsFor(perNamespace(), { namespaces: ['one'] });
    expect(only('RoleBinding', objects)).toMatchObject({
      roleRef: roleRef('Role', 'ai-app-small'),
      subjects,
    });
  });

  it('releases of one name in two namespaces do not take each other’s Role', () => {
    const roleFor = (namespace: string) =>
      nameOf(only('Role', objectsFor(perNamespace(), { namespaces: ['one'] }, { namespace })));
    expect([roleFor('ai'), roleFor('dev')]).toEqual(['ai-app-small', 'dev-app-small']);
  });
});

describe('in the cluster', () => {
  it('names carry the namespace, and objects are in none', () => {
    const objects = objectsFor(inCluster(), {}, { namespace: 'dev' });
    expect(kindsOf(objects)).toEqual(['ClusterRole', 'ClusterRoleBinding']);
    expect(objects.map(nameOf)).toEqual(['dev-app-small', 'dev-app-small']);
    for (const object of objects) expect(object['metadata']).not.toHaveProperty('namespace');
  });

  it('the ClusterRole is bound to the account', () => {
    const objects = objectsFor(inCluster());
    expect(only('ClusterRole', objects)['rules']).toEqual([own]);
    expect(only('ClusterRoleBinding', objects)).toMatchObject({
      roleRef: roleRef('ClusterRole', 'ai-app-small'),
      subjects,
    });
  });

  it('cluster-admin is bound under a name with the suffix', () => {
    const binding = only('ClusterRoleBinding', objectsFor(asAdmin()));
    expect(nameOf(binding)).toBe('app-small-admin');
    expect(binding).toMatchObject({ roleRef: roleRef('ClusterRole', 'cluster-admin'), subjects });
  });
});

describe('a rule of the user', () => {
  const rejected = (rule: JsonObject) => rejections(inOwn(), { rules: [{ ...own, ...rule }] });

  it.each([
    { resources: ['*'] },
    { resources: ['pods/*'] },
    { resources: ['*/scale'] },
    { verbs: ['*'] },
    { apiGroups: ['rbac.authorization.k8s.io'] },
  ])('may have %j', (rule) => {
    expect(rejected(rule)).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [
      { resources: ['Pods'] },
      'rules[0].resources[0] is "Pods"; it must be a resource such as pods or pods/log.',
    ],
    [{ resources: ['pods/log/x'] }, 'must be a resource such as pods or pods/log.'],
    [{ verbs: ['GET'] }, 'rules[0].verbs[0] is "GET"; it must be a verb such as get.'],
    [{ verbs: [] }, 'rules[0].verbs is'],
    [{ resources: [] }, 'rules[0].resources is'],
    [{ apiGroups: [] }, 'rules[0].apiGroups is'],
    [{ resourceNames: [''] }, 'rules[0].resourceNames[0]'],
  ])('may not have %j', (rule, sentence) => {
    expect(rejected(rule)).toEqual([expect.stringContaining(sentence)]);
  });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(inCluster())).toEqual(['clusterrole.yaml', 'clusterrolebinding.yaml']);
  expect(filesOf(asAdmin())).toEqual(['admin-clusterrolebinding.yaml']);
  expect(filesOf(inOwn())).toEqual(['role.yaml', 'rolebinding.yaml']);
  expect(filesOf(perNamespace())).toEqual(['role.yaml', 'rolebinding.yaml']);
});
