import { mapOf, section } from '../engine/values/collections';
import { nullable, type MapLimits } from '../engine/values/declaration';
import { quantity } from '../engine/values/numbers';

/** CPU and memory that a container gets. */
export interface ResourceDefaults {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/** The resources of a small program or script. */
export const SMALL: ResourceDefaults = {
  limits: { cpu: '100m', memory: '64Mi' },
  requests: { cpu: '10m', memory: '32Mi' },
};

/** The resources of a BusyBox tool. */
export const TINY: ResourceDefaults = {
  limits: { cpu: '100m', memory: '32Mi' },
  requests: { cpu: '10m', memory: '16Mi' },
};

/** Names of resources: those of Kubernetes, and with a domain those of devices. */
const RESOURCE_NAMES: MapLimits = {
  key: /^(cpu|memory|ephemeral-storage|hugepages-[0-9]+[KMG]i|[a-z0-9]([-a-z0-9.]*[a-z0-9])?[/][A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?)$/,
  expects: 'resources: cpu, memory, ephemeral-storage, hugepages-2Mi or with a domain as nvidia.com/gpu',
  samples: ['cpu', 'memory', 'ephemeral-storage', 'cpu', 'memory', 'nvidia.com/gpu'],
};

/** The value of requests or limits, by resource. */
export function amountsOf(def: Readonly<Record<string, string>>, description: string) {
  return mapOf(def, description, quantity('', 'Amount, such as 500m, 256Mi or 1.'), RESOURCE_NAMES);
}

/** The values of a container's resources; `null` takes any of them away. */
export function resourceValues({ requests, limits }: ResourceDefaults, description: string) {
  return section(description, {
    limits: nullable(amountsOf(limits, 'Resource limits; null takes one of them, or all, away.')),
    requests: nullable(amountsOf(requests, 'Resource requests; null takes one of them, or all, away.')),
  });
}

/** The value of the resources of each of the chart's init containers. */
export function initResourceValues(defaults: ResourceDefaults) {
  return resourceValues(defaults, 'Resource requests and limits of each init container of the chart.');
}
