import { z } from 'zod';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { picks } from './labels';
import { nameOf, read } from './objects';
import type { Target } from './services';
import type { World } from './world';

/** A connection that an object says is made: that of an Ingress, of an HTTPRoute, or of Prometheus. */
export interface Visit {
  readonly from: 'ingress controller' | 'gateway' | 'Prometheus';
  readonly to: string;
  readonly port: number;
}

const selector = z.object({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const backend = z.object({
  service: z.object({
    name: z.string(),
    port: z.object({ name: z.string().optional(), number: z.int().optional() }),
  }),
});

const ingress = z.object({
  metadata: z.object({ namespace: z.string() }),
  spec: z.strictObject({
    ingressClassName: z.string().optional(),
    tls: z.array(z.unknown()).optional(),
    rules: z.array(z.object({ http: z.object({ paths: z.array(z.object({ backend })) }) })),
  }),
});

const httpRoute = z.object({
  metadata: z.object({ namespace: z.string() }),
  spec: z.strictObject({
    parentRefs: z.array(z.object({ name: z.string(), namespace: z.string() })).min(1),
    hostnames: z.array(z.string()),
    rules: z.array(
      z.strictObject({
        matches: z.array(z.unknown()).optional(),
        filters: z.array(z.object({ type: z.literal('RequestRedirect') })).optional(),
        backendRefs: z.array(z.strictObject({ name: z.string(), port: z.int() })).optional(),
        timeouts: z.unknown().optional(),
      }),
    ),
  }),
});

const monitor = z.object({
  metadata: z.object({ namespace: z.string() }),
  spec: z.object({
    selector,
    namespaceSelector: z.object({ matchNames: z.array(z.string()).min(1) }).optional(),
    endpoints: z.array(z.object({ port: z.string() })).min(1),
  }),
});

/**
 * The connections that a world's Ingresses, HTTPRoutes and ServiceMonitors make.
 *
 * @throws Error naming the object when what it names is not there
 */
export function visitsOf({ objects }: World, targets: readonly Target[]): Visit[] {
  return objects.flatMap((object) => {
    switch (object['kind']) {
      case 'Ingress':
        return ingressVisits(object, targets);
      case 'ServiceMonitor':
        return monitorVisits(object, targets);
      case 'HTTPRoute':
        return httpRouteVisits(object, targets);
      case 'Route':
      case 'PodMonitor':
        throw new Error(`${nameOf(object)}: say in ${__filename} whom a ${object['kind']} connects to.`);
      default:
        return [];
    }
  });
}

function ingressVisits(object: KubernetesObject, targets: readonly Target[]): Visit[] {
  const { metadata, spec } = read(ingress, object, object);
  const backends = spec.rules.flatMap(({ http }) => http.paths.map((path) => path.backend.service));
  return backends.flatMap(({ name, port }) =>
    found(object, `Service ${name} with port ${String(port.number ?? port.name)}`, targets, (target) => {
      if (!isService(target, name, metadata.namespace)) return false;
      return port.number === undefined ? target.port.name === port.name : target.port.number === port.number;
    }).map(({ pod, containerPort }) => ({ from: 'ingress controller', to: pod, port: containerPort })),
  );
}

/** A redirect connects to nobody. */
function httpRouteVisits(object: KubernetesObject, targets: readonly Target[]): Visit[] {
  const { metadata, spec } = read(httpRoute, object, object);
  const backends = spec.rules.flatMap(({ backendRefs }) => backendRefs ?? []);
  return backends.flatMap(({ name, port }) =>
    found(
      object,
      `Service ${name} with port ${String(port)}`,
      targets,
      (target) => isService(target, name, metadata.namespace) && target.port.number === port,
    ).map(({ pod, containerPort }) => ({ from: 'gateway', to: pod, port: containerPort })),
  );
}

function isService({ service }: Target, name: string, namespace: string): boolean {
  return service.metadata.name === name && service.metadata.namespace === namespace;
}

function monitorVisits(object: KubernetesObject, targets: readonly Target[]): Visit[] {
  const { metadata, spec } = read(monitor, object, object);
  const namespaces = spec.namespaceSelector?.matchNames ?? [metadata.namespace];
  return spec.endpoints.flatMap(({ port }) =>
    found(object, `a Service with port ${port} and the labels of its selector`, targets, (target) => {
      const { namespace, labels } = target.service.metadata;
      return namespaces.includes(namespace) && picks(spec.selector, labels) && target.port.name === port;
    }).map(({ pod, containerPort }) => ({ from: 'Prometheus', to: pod, port: containerPort })),
  );
}

function found(
  object: KubernetesObject,
  what: string,
  targets: readonly Target[],
  isMeant: (target: Target) => boolean,
): readonly Target[] {
  const meant = targets.filter(isMeant);
  if (meant.length > 0) return meant;
  throw new Error(`${nameOf(object)} names ${what}, and there is none with pods behind it.`);
}
