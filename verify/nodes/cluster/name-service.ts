import type { Cluster } from '../../cluster/support/cluster';
import { OUTSIDE_NAMES } from './outside-services';
import { NAME_SERVICE } from './site';

/** The image with the project's build of CoreDNS. */
export const COREDNS_IMAGE = 'nodes.test/coredns:1';

const READY_SECONDS = 120;
const LABELS = { 'k8s-app': 'kube-dns' };
const COREFILE = `.:53 {
    errors
    health
    ready
    hosts {
${Object.entries(OUTSIDE_NAMES)
  .map(([name, address]) => `        ${address} ${name}`)
  .join('\n')}
        fallthrough
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       ttl 5
    }
    cache 5
}
`;

/** Installs CoreDNS as kubeadm does, and waits until it answers. */
export async function installNameService(cluster: Cluster): Promise<void> {
  const metadata = { name: 'coredns', namespace: 'kube-system' };
  await cluster.apply(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'system:coredns' },
      rules: [
        {
          apiGroups: [''],
          resources: ['endpoints', 'services', 'pods', 'namespaces'],
          verbs: ['list', 'watch'],
        },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'system:coredns' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { Corefile: COREFILE } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, labels: LABELS },
      spec: deployment(),
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system', labels: LABELS },
      spec: {
        clusterIP: NAME_SERVICE,
        selector: LABELS,
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        ],
      },
    },
  );
  const { namespace, name } = metadata;
  await cluster.kubectl(
    ...['rollout', 'status', `deployment/${name}`, '--namespace', namespace],
    `--timeout=${READY_SECONDS}s`,
  );
}

function deployment() {
  return {
    // On two nodes, so that names are found while one of them is drained or lost.
    replicas: 2,
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS },
      spec: {
        serviceAccountName: 'coredns',
        dnsPolicy: 'Default',
        priorityClassName: 'system-cluster-critical',
        terminationGracePeriodSeconds: 5,
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: LABELS } },
            ],
          },
        },
        containers: [
          {
            name: 'coredns',
            image: COREDNS_IMAGE,
            args: ['-conf', '/etc/coredns/Corefile'],
            ports: [
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
              { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
            ],
            readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 2 },
            livenessProbe: { httpGet: { path: '/health', port: 8080 } },
            resources: { requests: { cpu: '20m', memory: '32Mi' } },
            volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
          },
        ],
        volumes: [{ name: 'config', configMap: { name: 'coredns' } }],
      },
    },
  };
}
