import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { TOOLS_IMAGE } from '../cluster/cluster';
import { LET_CLIENTS_IN } from './clients';
import { OUTER_REDIS } from './outer-redis';
import type { InstalledRelease } from './releases';

/** The namespace of the releases. */
export const NAMESPACE = 'ai';
/** The namespace of the edge. */
export const EDGE = 'gateways';
/** An address that plays the API of models. */
export const API = '203.0.113.10';
/** The longest stream that charts are told of: some longer than those of the loads, as a busy machine takes its time. */
export const MAX_STREAM_SECONDS = 30;

export const INGRESS_HOST = 'ingress.example.com';
export const ROUTE_HOST = 'route.example.com';

const streaming = { maxStreamSeconds: MAX_STREAM_SECONDS };
const networkPolicy = { extraIngress: LET_CLIENTS_IN };
// What the stand-ins need, so that all of it fits on a machine of two processors.
const resources = { requests: { cpu: '10m', memory: '32Mi' } };

/** No time to end: no hook before SIGTERM, and SIGKILL a second after it. */
const HASTY = {
  lifecycle: { preStop: { exec: { command: ['true'] } } },
  terminationGracePeriodSeconds: 1,
};

function release(chart: string, name: string, values: JsonObject): InstalledRelease {
  const own = { fullnameOverride: name, networkPolicy, resources };
  return { chart, name, namespace: NAMESPACE, values: overlay(own, values) };
}

const relayValues = {
  replicaCount: 3,
  streaming,
  // Of this version it is a constant.
  hostAliases: [{ ip: API, hostnames: ['api.anthropic.com'] }],
};

const outerRedis = { redis: { enabled: false }, externalRedis: { host: OUTER_REDIS } };

/** The relay with all ways in. */
export const RELAY = release(
  'claude-relay',
  'claude-relay',
  overlay(relayValues, {
    ingress: { enabled: true, className: 'traefik', hosts: [{ host: INGRESS_HOST }] },
    httpRoute: {
      enabled: true,
      parentRefs: [{ name: 'public', namespace: EDGE }],
      hostnames: [ROUTE_HOST],
    },
    networkPolicy: {
      ingressNamespaces: [EDGE],
      gatewayNamespaces: [EDGE],
      clientStacks: ['claude-middleware'],
    },
    ...outerRedis,
  }),
);

/** The relay as its chart has it by default: one pod, with a volume. */
export const SINGLE = release('claude-relay', 'single', overlay(relayValues, { replicaCount: 1 }));

/** The relay without what lets it end its streams. */
export const HASTY_RELAY = release(
  'claude-relay',
  'hasty-relay',
  overlay(relayValues, {
    ...HASTY,
    ...outerRedis,
  }),
);

const middlewareValues = {
  streaming,
  relay: { host: 'claude-relay', port: 3000 },
  redis: { host: OUTER_REDIS },
};

/** The middleware, in front of the relay. */
export const MIDDLEWARE = release(
  'claude-middleware',
  'claude-middleware',
  overlay(middlewareValues, { replicaCount: 3 }),
);

/** The middleware without what lets it end its answers. */
export const HASTY_MIDDLEWARE = release(
  'claude-middleware',
  'hasty-middleware',
  overlay(middlewareValues, { replicaCount: 3, ...HASTY }),
);

/** Two pods that are on one node, if they can be, and take their time to start: a budget is all that keeps one of them. */
function pair(name: string, enabled: boolean): InstalledRelease {
  const labelSelector = { matchLabels: { 'app.kubernetes.io/instance': name } };
  return release(
    'claude-middleware',
    name,
    overlay(middlewareValues, {
      replicaCount: 2,
      podDisruptionBudget: { enabled },
      topologySpread: { enabled: false },
      affinity: {
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector } },
          ],
        },
      },
      extraInitContainers: [
        {
          name: 'slow',
          image: TOOLS_IMAGE,
          command: ['sleep', '12'],
          securityContext: { runAsUser: 1000 },
        },
      ],
    }),
  );
}

export const WITH_BUDGET = pair('with-budget', true);
export const WITHOUT_BUDGET = pair('without-budget', false);

export const JAIROUTER = release('jairouter', 'jairouter', {
  streaming,
  autoscaling: { enabled: false },
  persistence: { enabled: false },
  monitoring: { serviceMonitor: { enabled: false }, prometheusRule: { enabled: false } },
  ingress: { enabled: false },
});

export const HELM_PROXY = release('helm-proxy', 'helm-proxy', {
  replicaCount: 2,
  image: { repository: 'registry.example.com/helm-proxy', tag: 'v1.0.0' },
  config: { timeout: 30 },
  targets: { create: true },
});

/** The MCP platform, with databases of its own. */
export const MCP_BOX: InstalledRelease = {
  chart: 'mcp-box',
  namespace: NAMESPACE,
  values: {
    global: { namespace: '', version: 'v1.10.1' },
    services: {
      gateway: { replicas: 2, resources, ingress: { enabled: false }, network: networkPolicy },
    },
  },
};

export const RELEASES: readonly InstalledRelease[] = [
  ...[RELAY, HASTY_RELAY, SINGLE, MIDDLEWARE, HASTY_MIDDLEWARE, WITH_BUDGET, WITHOUT_BUDGET],
  ...[JAIROUTER, HELM_PROXY, MCP_BOX],
];
