import { parse } from 'yaml';
import { podSecurityOf } from '../../../lib/app/objects/pod-security';
import { PLATFORM_EXAMPLE } from './example';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import type { Found } from '../../acceptance/json';
import { at } from '../../acceptance/path';
import { named, objectsOfAll, ofKind } from './rendering';

const example = parse(PLATFORM_EXAMPLE) as JsonObject;
const POD = 'spec.template.spec';
const shared = { name: 'shared', persistentVolumeClaim: { claimName: 'mcp-box-shared' } };

function podOf(name: string, objects: readonly KubernetesObject[]): Found {
  return at(named('Deployment', name, objects), POD);
}

describe('the values for the whole platform', () => {
  let objects: readonly KubernetesObject[] = [];

  beforeAll(async () => {
    objects = await objectsOfAll(example);
  });

  it('run each service once, and the Job', () => {
    expect(ofKind('Deployment', objects).map((object) => at(object, 'metadata.name'))).toEqual([
      'mcp-authz', 'mcp-entry', 'mcp-gateway', 'mcp-market', 'mcp-web',
    ]); // prettier-ignore
    expect(ofKind('Ingress', objects).map((object) => at(object, 'spec.rules[0].host'))).toEqual([
      'mcp.example.com',
    ]);
    expect(ofKind('Job', objects)).toHaveLength(1);
  });

  it('let the market alone use the Kubernetes API, in the namespace of the platform', () => {
    const [role, ...otherRoles] = ofKind('Role', objects);
    expect(otherRoles).toEqual([]);
    expect(at(role, 'metadata')).toMatchObject({ name: 'mcp-market', namespace: 'mcp-prod' });
    expect(role?.['rules']).toEqual([
      {
        apiGroups: ['apps'],
        resources: ['deployments'],
        verbs: ['get', 'list', 'create', 'update', 'delete'],
      },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['list'] },
      {
        apiGroups: [''],
        resources: ['services', 'persistentvolumeclaims'],
        verbs: ['get', 'list', 'create', 'delete'],
      },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      { apiGroups: [''], resources: ['events'], verbs: ['list'] },
    ]);
    expect(ofKind('RoleBinding', objects)).toMatchObject([
      {
        metadata: { namespace: 'mcp-prod' },
        roleRef: { kind: 'Role', name: 'mcp-market' },
        subjects: [{ kind: 'ServiceAccount', name: 'mcp-market', namespace: 'mcp-prod' }],
      },
    ]);
    expect(objects.filter(({ kind }) => String(kind).startsWith('Cluster'))).toEqual([]);
    for (const account of ofKind('ServiceAccount', objects)) {
      expect(account['automountServiceAccountToken']).toBe(false);
    }
    // AND only its pods have a token
    const pods = [
      ...ofKind('Deployment', objects),
      ...ofKind('StatefulSet', objects),
      ...ofKind('Job', objects),
    ];
    const withToken = pods.filter((object) => at(object, `${POD}.automountServiceAccountToken`) !== false);
    expect(withToken).toEqual([named('Deployment', 'mcp-market', objects)]);
    expect(at(podOf('mcp-market', objects), 'serviceAccountName')).toBe('mcp-market');
    expect(at(podOf('mcp-authz', objects), 'serviceAccountName')).toBe('mcp-box');
  });

  it('give the market a kubeconfig where its configuration looks for it', () => {
    const { kubernetes } = (parse(String(at(example, 'configs.market'))) as JsonObject)['runEnvironment'] as {
      kubernetes: { configPath: string };
    };
    expect(kubernetes.configPath).toBe('/etc/kube/kubeconfig.yaml');
    const file = at(named('ConfigMap', 'mcp-market-kubeconfig', objects), 'data["kubeconfig.yaml"]');
    expect(parse(String(file))).toMatchObject({
      'current-context': 'platform',
      contexts: [
        { name: 'platform', context: { cluster: 'cluster', user: 'platform', namespace: 'mcp-prod' } },
      ],
    });
    expect(at(podOf('mcp-market', objects), 'containers[0].volumeMounts')).toContainEqual({
      name: 'kubeconfig',
      mountPath: '/etc/kube',
      readOnly: true,
    });
  });

  it('let the market through to the API server, and MCP servers to the market', () => {
    const policy = named('NetworkPolicy', 'mcp-market', objects);
    expect(at(policy, 'spec.egress')).toContainEqual({
      ports: [
        { protocol: 'TCP', port: 443 },
        { protocol: 'TCP', port: 6443 },
      ],
      to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }],
    });
    const servers = { ports: [{ protocol: 'TCP', port: 8080 }], from: [{ podSelector: {} }] };
    expect(at(policy, 'spec.ingress')).toContainEqual(servers);
    expect(at(named('NetworkPolicy', 'mcp-authz', objects), 'spec.ingress')).not.toContainEqual(servers);
    expect(JSON.stringify(named('NetworkPolicy', 'mcp-authz', objects))).not.toContain('6443');
  });

  it('share a volume that stays, among those that need it', () => {
    expect(ofKind('PersistentVolumeClaim', objects)).toMatchObject([
      {
        metadata: { name: 'mcp-box-shared', annotations: { 'helm.sh/resource-policy': 'keep' } },
        spec: { accessModes: ['ReadWriteMany'], storageClassName: 'nfs-client' },
      },
    ]);
    const mounted = (name: string) => at(podOf(name, objects), 'volumes');
    for (const name of ['mcp-authz', 'mcp-market', 'mcp-web']) expect(mounted(name)).toContainEqual(shared);
    for (const name of ['mcp-gateway', 'mcp-entry']) expect(mounted(name)).not.toContainEqual(shared);
    expect(at(ofKind('Job', objects)[0], `${POD}.volumes`)).toContainEqual(shared);
    const mounts = at(podOf('mcp-web', objects), 'containers[0].volumeMounts');
    expect(mounts).toContainEqual({ name: 'shared', mountPath: '/data/mcpcan' });
    expect(mounts).toContainEqual({ name: 'shared', mountPath: '/app/static', subPath: 'static' });
  });

  it('seed the platform once, with what the databases let in and no more', () => {
    const [job] = ofKind('Job', objects);
    expect(at(job, 'metadata.name')).toMatch(/^mcp-box-init-[0-9a-f]{8}$/);
    expect(at(job, 'spec')).toMatchObject({ backoffLimit: 6 });
    expect(at(job, 'spec')).not.toHaveProperty('ttlSecondsAfterFinished');
    const pod = at(job, POD);
    expect(pod).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false });
    expect(at(pod, 'containers[0].image')).toBe('docker.io/77kymo/mcp-init:v1.10.1');
    expect((at(pod, 'initContainers') as JsonObject[]).map(({ name }) => name)).toEqual([
      'wait-for-mysql', 'wait-for-redis', 'configuration', 'turn',
    ]); // prettier-ignore
    expect(at(job, 'spec.template.metadata.labels')).toMatchObject({
      'mcp-box/uses-mysql': 'true',
      'mcp-box/uses-redis': 'true',
    });
    const policy = named('NetworkPolicy', 'mcp-box-init', objects);
    // No rule for what comes in, of which none is let in then.
    expect(at(policy, 'spec.policyTypes')).toEqual(['Ingress', 'Egress']);
    expect(at(policy, 'spec.ingress') ?? []).toEqual([]);
    expect((at(policy, 'spec.egress') as JsonObject[]).map((rule) => at(rule, 'ports[0].port'))).toEqual([
      53, 3306, 6379,
    ]);
  });

  it('have a configuration of the Job, the login and the market whose placeholders all have a value', () => {
    for (const key of ['init', 'authz', 'market']) {
      const workload =
        key === 'init' ? ofKind('Job', objects)[0] : named('Deployment', `mcp-${key}`, objects);
      const fillIn = (at(workload, `${POD}.initContainers`) as JsonObject[]).find(
        ({ name }) => name === 'configuration',
      );
      const given = (fillIn?.['env'] as JsonObject[]).map(({ name }) => name);
      const wanted = String(at(example, `configs.${key}`)).matchAll(/\$\(([A-Z_]+)\)/g);
      for (const [, name] of wanted) expect(given).toContain(name);
    }
  });

  it('lead Traefik to the Services that there are', () => {
    const dynamic = parse(String(at(example, 'configs.entry'))) as { http: { services: JsonObject } };
    const urls = JSON.stringify(dynamic.http).match(/http:\/\/[a-z-]+:[0-9]+/g) ?? [];
    expect(urls).toHaveLength(5);
    for (const url of urls) {
      const [name = '', port] = url.replace('http://', '').split(':');
      expect(String(at(named('Service', name, objects), 'spec.ports[0].port'))).toBe(port);
    }
  });

  it('meet the Pod Security Standard restricted', () => {
    expect(podSecurityOf(objects)).toBe('restricted');
  });
});
