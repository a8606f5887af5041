import type { Cluster } from './cluster';

export const DEFAULT_STORAGE = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'example.com/standard',
};
export const DEFAULT_INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
  spec: { controller: 'k8s.io/ingress-nginx' },
};
/** The storage class that production names. */
const NAMED_STORAGE = {
  ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
  ...{ metadata: { name: 'nfs-client' }, provisioner: 'example.com/nfs' },
};

/** A definition without a schema: what is asked of a Gateway is only read. */
const definition = (kind: string, plural: string, scope: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `${plural}.gateway.networking.k8s.io`,
    annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes-sigs/gateway-api' },
  },
  spec: {
    group: 'gateway.networking.k8s.io',
    names: { kind, plural },
    scope,
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

/** The definitions of Gateways and their classes, and the namespace of production's Gateway. */
export async function defineGateways(cluster: Cluster): Promise<void> {
  await cluster.apply(
    definition('Gateway', 'gateways', 'Namespaced'),
    definition('GatewayClass', 'gatewayclasses', 'Cluster'),
  );
  await cluster.kubectl('wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s');
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gateways' } });
}

/** The Gateway of production, with some listeners. */
export function gateway(...listeners: readonly string[]) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'gateways' },
    spec: {
      gatewayClassName: 'envoy',
      listeners: listeners.map((name, index) => ({
        name,
        protocol: name.toUpperCase(),
        port: 80 + index,
        allowedRoutes: { namespaces: { from: 'All' } },
      })),
    },
  };
}

/** The Gateway of production, with its class. */
export async function provideGateway(cluster: Cluster): Promise<void> {
  await defineGateways(cluster);
  await cluster.apply(gateway('http', 'https'), {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass' },
    ...{ metadata: { name: 'envoy' }, spec: { controllerName: 'example.com/envoy' } },
  });
}

/** What the environments need of a cluster besides definitions and Secrets: classes of storage and ingress, and the Gateway. */
export async function provideSurroundings(cluster: Cluster): Promise<void> {
  await provideGateway(cluster);
  await cluster.apply(DEFAULT_STORAGE, NAMED_STORAGE, DEFAULT_INGRESS);
}

/** Takes away again what others do not expect. */
export async function removeSurroundings(cluster: Cluster): Promise<void> {
  await cluster.kubectl('delete', 'storageclass', 'standard', 'nfs-client');
  await cluster.kubectl('delete', 'ingressclass', 'nginx');
  await cluster.kubectl('delete', 'namespace', 'gateways', '--wait=false');
  await cluster.kubectl('delete', 'gatewayclass', 'envoy');
}
