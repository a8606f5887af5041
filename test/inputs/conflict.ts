import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';

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

const TRIGGER = {
  type: 'cron',
  metadata: { timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: '3' },
};

/** Of KEDA. */
export const keda: readonly Conflict[] = [
  { path: 'keda.enabled', values: { autoscaling: { enabled: true }, keda: { enabled: true, triggers: [TRIGGER] } } },
  { path: 'keda.triggers', values: { keda: { enabled: true, triggers: [] } } },
  { path: 'keda.minReplicaCount', values: { keda: { enabled: true, triggers: [TRIGGER], minReplicaCount: 9, maxReplicaCount: 8 } } },
]; // prettier-ignore

/** Of a VerticalPodAutoscaler beside an autoscaler by CPU. */
export const verticalMode: Conflict = {
  path: 'verticalAutoscaling.updateMode',
  values: { autoscaling: { enabled: true }, verticalAutoscaling: { enabled: true, updateMode: 'Recreate' } },
};

/** Of KEDA and a VerticalPodAutoscaler, for a service of mcp-box. */
export function scalingOfService(name: string): readonly Conflict[] {
  return [...keda, verticalMode].map(({ path, values }) => ({
    path: `services.${name}.${path}`,
    values: { services: { [name]: values } },
  }));
}

/** Of an Ingress with a list of hosts. */
export const noHosts: Conflict = { path: 'ingress.hosts', values: { ingress: { enabled: true, hosts: [] } } };

type Further = Readonly<Record<string, Json>>;

const GATEWAY: JsonObject = { name: 'public', sectionName: 'https' };
const routed = (values: Further): JsonObject => ({
  httpRoute: { enabled: true, parentRefs: [GATEWAY], ...values },
});
const redirected = (parentRefs: Json): JsonObject => routed({ httpsRedirect: { enabled: true, parentRefs } });
const many = (length: number, item: (index: number) => Json): Json =>
  Array.from({ length }, (_, index) => item(index));

/** Of an Ingress, an HTTPRoute, a Route and a Service, at the paths of a chart, or of a service of one. */
const inWaysIn: readonly Conflict[] = [
  { path: 'ingress.hosts', values: { ingress: { enabled: true, hosts: [{ paths: [{ path: '/a(.*)' }] }] } } },
  { path: 'ingress.defaultBackend.servicePort', values: { ingress: { enabled: true, defaultBackend: { enabled: true, serviceName: 'a' } } } },
  { path: 'httpRoute.parentRefs', values: routed({ parentRefs: [] }) },
  { path: 'httpRoute.parentRefs', values: routed({ parentRefs: [GATEWAY, GATEWAY] }) },
  { path: 'httpRoute.parentRefs', values: routed({ parentRefs: [GATEWAY, { name: 'public' }] }) },
  { path: 'httpRoute.rules', values: routed({ rules: many(17, () => ({})) }) },
  { path: 'httpRoute.hostnames', values: routed({ hostnames: many(17, (index) => `a${String(index)}.example.com`) }) },
  { path: 'httpRoute.rules', values: routed({ rules: [{ matches: [{ path: { value: '/a.*' } }] }] }) },
  { path: 'httpRoute.httpsRedirect.parentRefs', values: redirected([]) },
  { path: 'httpRoute.httpsRedirect.parentRefs', values: redirected([{ name: 'a' }, { name: 'a' }]) },
  { path: 'httpRoute.httpsRedirect.parentRefs', values: redirected([{ name: 'a' }, { name: 'a', sectionName: 'b' }]) },
  { path: 'httpRoute.httpsRedirect.parentRefs', values: redirected([GATEWAY]) },
  { path: 'route.path', values: { route: { enabled: true, path: '/a', tls: { termination: 'passthrough' } } } },
  {
    path: 'route.tls.insecureEdgeTerminationPolicy',
    values: { route: { enabled: true, tls: { termination: 'passthrough', insecureEdgeTerminationPolicy: 'Allow' } } },
  },
  { path: 'route.tls.externalCertificate', values: { route: { enabled: true, tls: { termination: 'none', externalCertificate: 'a' } } } },
  { path: 'route.tls.destinationCACertificate', values: { route: { enabled: true, tls: { destinationCACertificate: 'a' } } } },
  { path: 'service.externalTrafficPolicy', values: { service: { externalTrafficPolicy: 'Local' } } },
  { path: 'service.loadBalancerClass', values: { service: { loadBalancerClass: 'a' } } },
  { path: 'service.loadBalancerSourceRanges', values: { service: { loadBalancerSourceRanges: ['10.0.0.0/8'] } } },
  { path: 'service.ipFamilies', values: { service: { ipFamilies: ['IPv4', 'IPv4'] } } },
  { path: 'service.ipFamilyPolicy', values: { service: { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] } } },
]; // prettier-ignore

const nodePort: Conflict = { path: 'service.nodePort', values: { service: { nodePort: 31_000 } } };

// A service of mcp-box has default rules, and a host of its own.
const ofChart: readonly Conflict[] = [
  { path: 'httpRoute.rules', values: routed({ rules: [] }) },
  { path: 'route.wildcardPolicy', values: { route: { enabled: true, wildcardPolicy: 'Subdomain' } } },
];

/**
 * Of the ways in of a chart.
 *
 * @param beside what goes with all of them
 * @param without paths of values that the chart does not have
 */
export function waysIn(beside: JsonObject = {}, without: readonly string[] = []): readonly Conflict[] {
  return [...inWaysIn, ...ofChart, nodePort]
    .filter(({ path }) => !without.includes(path))
    .map(({ path, values }) => ({ path, values: overlay(beside, values) }));
}

/** Of the ways in of a service of mcp-box. */
export function waysInOfService(key: string): readonly Conflict[] {
  return [...inWaysIn, nodePort].map(({ path, values }) => ({
    path: `services.${key}.${path}`,
    values: { services: { [key]: values } },
  }));
}
