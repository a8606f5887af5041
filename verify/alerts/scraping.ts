import { z } from 'zod';
import type { KubernetesObject } from '../../lib/engine/manifests/render';

const Labels = z.record(z.string(), z.string());

const ServiceMonitor = z.object({
  kind: z.literal('ServiceMonitor'),
  metadata: z.object({ labels: Labels }),
  spec: z.object({
    namespaceSelector: z.object({ matchNames: z.array(z.string()) }),
    selector: z.object({
      matchLabels: Labels,
      matchExpressions: z
        .array(z.object({ key: z.string(), operator: z.literal('DoesNotExist') }))
        .default([]),
    }),
    endpoints: z.tuple([z.object({ port: z.string() })]),
  }),
});

const Service = z.object({
  kind: z.literal('Service'),
  metadata: z.object({ name: z.string(), namespace: z.string(), labels: Labels }),
  spec: z.object({
    selector: Labels,
    ports: z.array(z.object({ name: z.string(), targetPort: z.union([z.string(), z.number()]) })),
  }),
});

const Deployment = z.object({
  kind: z.literal('Deployment'),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: Labels }),
      spec: z.object({
        containers: z.array(
          z.object({ name: z.string(), ports: z.array(z.object({ name: z.string() })).default([]) }),
        ),
      }),
    }),
  }),
});

/** What Prometheus calls what it scrapes, in the labels of the series. */
export interface Target {
  readonly namespace: string;
  /** The Service. */
  readonly job: string;
  /** What the pods' names begin with. */
  readonly deployment: string;
  readonly container: string;
}

/**
 * What Prometheus scrapes of the stack to which some labels belong, found the way that the Prometheus Operator and Kubernetes find
 * it: from the ServiceMonitor to the Service, the pods and the container with the port.
 *
 * @param labels those of another object of the stack, such as its PrometheusRule
 * @throws Error when there is not one of each: alerts on it would be silent, or double
 */
export function scraped(
  labels: Readonly<Record<string, unknown>>,
  objects: readonly KubernetesObject[],
): Target {
  const same = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];
  const monitor = only(
    'ServiceMonitor',
    read(ServiceMonitor, objects).filter(({ metadata }) =>
      same.every((key) => metadata.labels[key] === labels[key]),
    ),
  );
  const { namespaceSelector, selector, endpoints } = monitor.spec;
  const service = only(
    'Service',
    read(Service, objects).filter(
      ({ metadata }) =>
        namespaceSelector.matchNames.includes(metadata.namespace) &&
        matches(selector.matchLabels, metadata.labels) &&
        selector.matchExpressions.every(({ key }) => metadata.labels[key] === undefined),
    ),
  );
  const deployment = only(
    'Deployment',
    read(Deployment, objects).filter(
      ({ metadata, spec }) =>
        metadata.namespace === service.metadata.namespace &&
        matches(service.spec.selector, spec.template.metadata.labels),
    ),
  );
  const port = only(
    'port',
    service.spec.ports.filter(({ name }) => name === endpoints[0].port),
  );
  const container = only(
    'container',
    deployment.spec.template.spec.containers.filter(({ ports }) =>
      ports.some(({ name }) => name === port.targetPort),
    ),
  );
  return {
    namespace: service.metadata.namespace,
    job: service.metadata.name,
    deployment: deployment.metadata.name,
    container: container.name,
  };
}

function matches(
  wanted: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function read<T extends { kind: string }>(
  schema: z.ZodType<T>,
  objects: readonly KubernetesObject[],
): readonly T[] {
  return objects.flatMap((object) => schema.safeParse(object).data ?? []);
}

function only<T>(what: string, found: readonly T[]): T {
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`Prometheus finds ${found.length} of ${what} for the alerts; there must be one.`);
  return first;
}
