import { parse } from 'yaml';
import { stacks } from '../../../lib/stacks/stacks';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { plainRendering, type Rendering } from '../../support/renderers';
import { REQUIRED_VALUES } from '../../support/required-values';

function render(...values: readonly JsonObject[]): Rendering {
  const required = REQUIRED_VALUES['helm-proxy'] ?? {};
  return plainRendering(stacks['helm-proxy'].template(), {
    release: 'helm-proxy',
    namespace: 'tools',
    values: [required, ...values],
    set: [],
    setString: [],
  });
}

function objectsOf(...values: readonly JsonObject[]): readonly KubernetesObject[] {
  const rendering = render(...values);
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

function ofKind(kind: string, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter((object) => object['kind'] === kind);
}

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

it('makes a kubeconfig without a secret, of which each part is there', () => {
  const data = at(ofKind('ConfigMap', objectsOf())[0], 'data');
  const kubeconfig = parse(String(at(data, 'kubeconfig'))) as JsonObject;
  const context = at(kubeconfig, `contexts[name=${String(kubeconfig['current-context'])}].context`);
  expect(at(kubeconfig, `clusters[name=${String(at(context, 'cluster'))}].cluster.server`)).toBe(
    'https://kubernetes.default.svc',
  );
  expect(at(kubeconfig, `users[name=${String(at(context, 'user'))}].user`)).toEqual({
    tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
  });
});

describe('network policy', () => {
  const policy = (...values: readonly JsonObject[]) => ofKind('NetworkPolicy', objectsOf(...values))[0];

  it('lets nobody in but the test of the release', () => {
    expect(at(policy(), 'spec.ingress[*].from')).toEqual([
      [
        {
          podSelector: {
            matchLabels: {
              'app.kubernetes.io/name': 'helm-proxy-test',
              'app.kubernetes.io/instance': 'helm-proxy',
            },
          },
        },
      ],
    ]);
  });

  it('has the ports of the repositories', () => {
    const helmRepos = [
      'a=https://charts.example.com',
      'b=http://charts.example.com/repository/helm',
      'c=http://172.30.1.13:18091/repository/helm',
    ];
    const portsWith = (apiServerPorts: number[]) =>
      at(
        policy({ config: { helmRepos }, networkPolicy: { apiServerPorts } }),
        'spec.egress[1].ports[*].port',
      );
    expect(portsWith([])).toEqual([443, 80, 18091]);
    // Those of the API server are not there twice, and 80 is not taken for a part of 8080.
    expect(portsWith([443, 8080])).toEqual([443, 8080, 80, 18091]);
  });
});

describe('an Ingress', () => {
  const refused = /^ingress\.annotations has none that asks for a login/;
  const ingress = (annotations: JsonObject) => render({ ingress: { enabled: true, annotations } });

  it.each([
    {},
    { note: 'nginx.ingress.kubernetes.io/auth-url' },
    { note: '"nginx.ingress.kubernetes.io/auth-url":"x"' },
    { 'nginx.ingress.kubernetes.io/auth-url': '' },
    // The controller asks for nothing without the type.
    { 'nginx.ingress.kubernetes.io/auth-secret': 'users' },
    { 'alb.ingress.kubernetes.io/auth-type': 'none' },
  ])('is refused with %j', (annotations) => {
    expect(ingress(annotations)).toMatchObject({ ok: false, message: expect.stringMatching(refused) });
  });

  it.each([
    { 'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com' },
    {
      'nginx.ingress.kubernetes.io/auth-secret': 'users',
      'nginx.ingress.kubernetes.io/auth-type': 'basic',
    },
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'tools-login@kubernetescrd' },
    { 'alb.ingress.kubernetes.io/auth-type': 'oidc' },
  ])('is there with %j', (annotations) => {
    expect(ingress(annotations)).toMatchObject({ ok: true });
  });

  it('is there without a login where that is asked for by name', () => {
    expect(
      ofKind('Ingress', objectsOf({ ingress: { enabled: true }, allowUnauthenticated: true })),
    ).toHaveLength(1);
  });
});

it.each<[string, JsonObject]>([
  ['config.helmRepos is empty', { config: { helmRepos: [] } }],
  [
    'config.helmRepos has several',
    { config: { helmRepos: ['a=https://a', 'b=https://b'], existingSecret: 's' } },
  ],
  ['config.helmPassword is empty', { config: { helmUsername: 'admin' } }],
  ['targets.namespaces is empty', { targets: { namespaces: [] } }],
  ['targets.namespaces has a namespace twice', { targets: { namespaces: ['a', 'a'] } }],
  ['targets.namespaces has the namespace of the release', { targets: { namespaces: ['a', 'tools'] } }],
  ['targets.namespaces has default', { targets: { namespaces: ['kube-system'] } }],
  ['rbac.allowClusterAdmin is true, but', { rbac: { create: false, allowClusterAdmin: true } }],
  ['serviceAccount.name is empty', { serviceAccount: { create: false } }],
  ['service.type lets anyone in', { service: { type: 'LoadBalancer' } }],
])('refuses: %s', (sentence, values) => {
  expect(render(values)).toMatchObject({ ok: false, message: expect.stringMatching(`^${sentence}`) });
});

it("has the document's requests in the README", () => {
  const bodies = [...stacks['helm-proxy'].readme().matchAll(/-d '(\{.*?\n {2}\})'/gs)].map(
    ([, body = '']) => JSON.parse(body) as unknown,
  );
  expect(bodies).toEqual([
    {
      prune: false,
      timeout: 300,
      wait: false,
      type: 'app',
      name: 'podinfo',
      answers: { 'service.nodePort': '31130', path: '/podinfo', 'image.pullPolicy': 'Always' },
      targetNamespace: 'podinfo-ns',
      externalId: 'catalog://?catalog=myrepo&template=podinfo&version=6.5.4',
      projectId: 'test-ns',
      valuesYaml: '',
    },
    {
      answers: { 'image.tag': '6.5.5' },
      externalId: 'catalog://?catalog=myrepo&template=podinfo&version=6.5.5',
    },
  ]);
});
