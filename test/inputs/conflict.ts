import type { JsonObject } from '../../lib/engine/values/declaration';

/** Values that are each right and do not go together, over those that a stack needs. */
export interface Conflict {
  /** The path that the message must name. */
  readonly path: string;
  readonly values: JsonObject;
  /** @default 'my-release' */
  readonly release?: string;
  /** @default 'ai-gateway' */
  readonly namespace?: string;
}

/** Of an autoscaler. */
export const autoscaling: readonly Conflict[] = [
  { path: 'autoscaling.minReplicas', values: { autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 8 } } },
  { path: 'autoscaling', values: { autoscaling: { enabled: true, targetCPUUtilizationPercentage: null, targetMemoryUtilizationPercentage: null } } },
]; // prettier-ignore

/** Of an Ingress with a list of hosts. */
export const noHosts: Conflict = { path: 'ingress.hosts', values: { ingress: { enabled: true, hosts: [] } } };
