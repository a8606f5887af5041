import path from 'node:path';
import { program, sources } from '../../../tools/programs';
import type { Image } from '../images/image';
import { imageOfProgram } from '../images/parts';
import type { RealCluster } from './cluster';

const EDGE_IMAGE = 'nodes.test/traefik:1';

/** The image of the edge, for the options of the cluster that {@link installEdge} is to work on. */
export function edgeImages(): Readonly<Record<string, Image>> {
  return { [EDGE_IMAGE]: imageOfProgram(program('traefik')) };
}

/** Where the edge is, and by which names charts ask for it. */
export interface EdgeOptions {
  /** The namespace of its pods, which policies let in, and of its Gateway. */
  readonly namespace: string;
  /** @default 'traefik' */
  readonly ingressClass?: string;
  /** @default 'public' */
  readonly gateway?: string;
}

const NAME = 'traefik';
const LABELS = { 'app.kubernetes.io/name': NAME };
const READY_SECONDS = 120;

/** What of the Gateway API Traefik watches, besides routes of HTTP, which the stacks' own definitions have. */
const DEFINITIONS = [
  'gatewayclasses',
  'gateways',
  'grpcroutes',
  'tlsroutes',
  'referencegrants',
  'backendtlspolicies',
];

/**
 * Installs Traefik as controller of Ingresses and of a Gateway. Each node has one, as behind a load balancer: it answers at port 80 of
 * the node for as long as the node lives, also while all else is drained from it. So what is lost is lost behind it.
 *
 * @throws Error when it does not get ready, or has no Gateway
 */
export async function installEdge(
  cluster: RealCluster,
  { namespace, ingressClass = 'traefik', gateway = 'public' }: EdgeOptions,
): Promise<void> {
  const folder = path.join(sources('traefik', 'sigs.k8s.io/gateway-api'), 'config/crd/standard');
  const files = DEFINITIONS.map((name) => path.join(folder, `gateway.networking.k8s.io_${name}.yaml`));
  await cluster.kubectl('apply', '--server-side', ...files.flatMap((file) => ['-f', file]));
  const established = 'jsonpath={.status.conditions[?(@.type=="Established")].status}=True';
  await cluster.kubectl('wait', 'crd', '--all', `--for=${established}`, '--timeout=60s');
  const metadata = { name: NAME, namespace };
  await cluster.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ...rights(namespace),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: ingressClass },
      spec: { controller: 'traefik.io/ingress-controller' },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: NAME },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: gateway, namespace },
      spec: {
        gatewayClassName: NAME,
        listeners: [
          { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'All' } } },
        ],
      },
    },
    { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: daemonSet(cluster.site.nodes[0]?.address) },
  );
  await cluster.kubectl(
    ...['rollout', 'status', `daemonset/${NAME}`, '--namespace', namespace],
    `--timeout=${READY_SECONDS}s`,
  );
  await cluster.kubectl(
    ...['wait', `gateway/${gateway}`, '--namespace', namespace, '--for=condition=Programmed'],
    `--timeout=${READY_SECONDS}s`,
  );
}

/** What Traefik reads and writes (traefik, `docs/content/reference/dynamic-configuration/kubernetes-{gateway,crd}-rbac.yml`). */
function rights(namespace: string): readonly unknown[] {
  const read = ['get', 'list', 'watch'];
  const routes = ['gatewayclasses', 'gateways', 'httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'];
  const gateways = [...routes, 'referencegrants', 'backendtlspolicies'];
  const core = ['namespaces', 'services', 'secrets', 'configmaps', 'nodes', 'pods'];
  const group = 'gateway.networking.k8s.io';
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: [
        { apiGroups: [''], resources: core, verbs: read },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
        { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingressclasses'], verbs: read },
        { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update'] },
        { apiGroups: [group], resources: gateways, verbs: read },
        { apiGroups: [group], resources: gateways.map((name) => `${name}/status`), verbs: ['update'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NAME },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace }],
    },
  ];
}

function daemonSet(address = '') {
  return {
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS },
      spec: {
        serviceAccountName: NAME,
        terminationGracePeriodSeconds: 5,
        containers: [
          {
            name: NAME,
            image: EDGE_IMAGE,
            args: [
              '--entrypoints.web.address=:80',
              '--ping=true',
              '--providers.kubernetesingress=true',
              `--providers.kubernetesingress.ingressendpoint.ip=${address}`,
              '--providers.kubernetesgateway=true',
              `--providers.kubernetesgateway.statusaddress.ip=${address}`,
              // It asks its makers for new versions, and tells them of itself, otherwise.
              '--global.checknewversion=false',
              '--global.sendanonymoususage=false',
            ],
            ports: [{ name: 'web', containerPort: 80, hostPort: 80 }],
            readinessProbe: { httpGet: { path: '/ping', port: 8080 }, periodSeconds: 2 },
            resources: { requests: { cpu: '50m', memory: '64Mi' } },
          },
        ],
      },
    },
  };
}
