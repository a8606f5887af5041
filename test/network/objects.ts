import { z } from 'zod';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { ContainerPort } from './evaluator';

const labels = z.record(z.string(), z.string());

const containerPort = z.object({
  name: z.string().optional(),
  containerPort: z.int(),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
});
const container = z.object({ ports: z.array(containerPort).optional() });
const podTemplate = z.object({
  metadata: z.object({ labels: labels.optional() }).optional(),
  spec: z.object({
    hostNetwork: z.literal(false, 'policies say nothing of pods on the network of their node').optional(),
    containers: z.array(container),
    initContainers: z.array(container).optional(),
  }),
});
const metadata = z.object({ name: z.string(), namespace: z.string() });

/** Where each kind that runs pods has their template. */
const TEMPLATES: Readonly<Record<string, z.ZodType<z.infer<typeof podTemplate>>>> = {
  Pod: podTemplate,
  ...Object.fromEntries(
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].map((kind) => [
      kind,
      z.object({ spec: z.object({ template: podTemplate }) }).transform(({ spec }) => spec.template),
    ]),
  ),
  CronJob: z
    .object({ spec: z.object({ jobTemplate: z.object({ spec: z.object({ template: podTemplate }) }) }) })
    .transform(({ spec }) => spec.jobTemplate.spec.template),
};

/** What runs pods, with what policies and Services see of them. */
export interface WorkloadObject {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
}

/**
 * The workload that an object is, if it is one.
 *
 * @throws Error when it has containers and is of a kind that is not known here, or is not what its kind should be
 */
export function workloadIn(object: KubernetesObject): WorkloadObject | undefined {
  const kind = String(object['kind']);
  const template = TEMPLATES[kind];
  if (!template) {
    if (!JSON.stringify(object).includes('"containers":[')) return undefined;
    throw new Error(
      `${nameOf(object)} has containers; say in ${__filename} where ${kind} has its pod template.`,
    );
  }
  const { name, namespace } = read(metadata, object['metadata'], object);
  const { metadata: { labels: found = {} } = {}, spec } = read(template, object, object);
  const ports = [...spec.containers, ...(spec.initContainers ?? [])].flatMap((one) => one.ports ?? []);
  return { name, namespace, labels: found, ports };
}

const service = z.object({
  metadata: metadata.extend({ labels: labels.default({}) }),
  spec: z.object({
    selector: labels.refine((all) => Object.keys(all).length > 0, 'picks nothing'),
    ports: z
      .array(
        z.object({
          name: z.string().optional(),
          port: z.int(),
          targetPort: z.union([z.int(), z.string()]).optional(),
          protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
        }),
      )
      .min(1),
  }),
});

export type ServiceObject = z.infer<typeof service>;

/** @throws Error when the object is not a Service that picks pods */
export function serviceIn(object: KubernetesObject): ServiceObject | undefined {
  return object['kind'] === 'Service' ? read(service, object, object) : undefined;
}

/** The name and the labels of a namespace, if the object is one. */
export function namespaceIn(object: KubernetesObject) {
  if (object['kind'] !== 'Namespace') return undefined;
  return read(z.object({ name: z.string(), labels: labels.default({}) }), object['metadata'], object);
}

/** Such as `Deployment claude-relay`, for messages. */
export function nameOf(object: KubernetesObject): string {
  const { name } = (object['metadata'] ?? {}) as { name?: string };
  return `${String(object['kind'])} ${name ?? 'without a name'}`;
}

/** Reads what is expected of an object. */
export function read<T>(schema: z.ZodType<T>, value: unknown, object: KubernetesObject): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${nameOf(object)} cannot be read: ${problems.join('; ')}.`);
}
