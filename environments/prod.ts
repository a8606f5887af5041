import { environment } from '../lib/app/environments/environment';
import { MIDDLEWARE_IMAGE, RELAY_IMAGE } from '../lib/stacks/claude-middleware/wiring';
import { FORK_BODY_MEGABYTES, FORK_PUBLIC_PATHS } from '../lib/stacks/claude-relay/software';
import { PUBLIC_PATHS } from '../lib/stacks/jairouter/software';

// The Gateway, its listeners and their certificates are kept by others; its proxies run in its namespace.
const GATEWAY = { name: 'public', namespace: 'gateways' };
const gatewayNamespaces = [GATEWAY.namespace];

/** An HTTPRoute of the Gateway over HTTPS, and one that redirects to it. */
const throughGateway = {
  enabled: true,
  parentRefs: [{ ...GATEWAY, sectionName: 'https' }],
  httpsRedirect: { enabled: true, parentRefs: [{ ...GATEWAY, sectionName: 'http' }] },
};

/** A rule for some paths and all below them. */
const onlyUnder = (paths: readonly { readonly path: string }[]) => [
  { matches: paths.map(({ path }) => ({ path: { type: 'PathPrefix' as const, value: path } })) },
];

/** Highly available: multiple replicas, a Redis that is kept by others, HTTPS through the Gateway API. */
export default environment({
  namespace: 'ai-gateway-prod',
  production: true,
  stacks: {
    'claude-relay': {
      // The middleware needs the relay of its own project.
      image: RELAY_IMAGE,
      streaming: { maxBodyMegabytes: FORK_BODY_MEGABYTES },
      config: { existingSecret: 'claude-relay-keys', logLevel: 'warn' },
      resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '500m', memory: '512Mi' } },
      autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 10, targetCPUUtilizationPercentage: 70 },
      redis: { enabled: false },
      externalRedis: {
        host: 'redis.production.example.com',
        tls: true,
        existingSecret: 'claude-relay-redis-password',
      },
      httpRoute: {
        ...throughGateway,
        hostnames: ['relay.example.com'],
        rules: onlyUnder(FORK_PUBLIC_PATHS),
      },
      networkPolicy: { gatewayNamespaces },
    },
    // Where the relay and its Redis are follows from the relay above.
    'claude-middleware': {
      replicaCount: 3,
      image: MIDDLEWARE_IMAGE,
      config: { ginMode: 'release' },
      auth: { enabled: true, existingSecret: 'claude-middleware-keys' },
      // Requests are held in memory as a whole.
      resources: { limits: { memory: '256Mi' } },
      httpRoute: { ...throughGateway, hostnames: ['middleware.example.com'] },
      networkPolicy: { gatewayNamespaces },
    },
    'helm-proxy': {
      replicaCount: 2,
      image: { repository: 'registry.example.com/helm-proxy', tag: 'v1.0.0' },
      config: {
        helmRepos: ['myrepo=https://charts.example.com/repository/helm'],
        existingSecret: 'helm-proxy-credentials',
        logLevel: 'warn',
        timeout: 600,
      },
      targets: { namespaces: ['apps-prod'], create: true, podSecurity: 'restricted' },
      networkPolicy: { clientNamespaces: ['ci'] },
      resources: { limits: { cpu: '1' }, requests: { cpu: '200m', memory: '256Mi' } },
    },
    jairouter: {
      auth: { existingSecret: 'jairouter-keys' },
      resources: { limits: { cpu: '2', memory: '2Gi' }, requests: { cpu: '500m', memory: '1Gi' } },
      securityContext: { readOnlyRootFilesystem: true },
      ingress: { enabled: false },
      httpRoute: {
        ...throughGateway,
        hostnames: ['jairouter.example.com'],
        // Any API key may also change the configuration and make keys, at other paths.
        rules: onlyUnder(PUBLIC_PATHS),
      },
      networkPolicy: { gatewayNamespaces },
      // A Java machine gives little memory back, so pods that came for memory would not go again.
      autoscaling: { targetMemoryUtilizationPercentage: null },
      persistence: { storageClass: 'nfs-client' },
      monitoring: {
        serviceMonitor: { labels: { release: 'prometheus' } },
        prometheusRule: { labels: { release: 'prometheus' } },
        dashboard: { enabled: true },
      },
      podAnnotations: null,
    },
    'mcp-box': {
      global: { namespace: 'mcp-prod', createNamespace: true, version: 'v1.10.1' },
      infrastructure: {
        mysql: {
          image: { tag: '8.0.43' },
          auth: { existingSecret: 'mysql-secret' },
          persistence: { size: '100Gi' },
          resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        },
        redis: {
          auth: { enabled: true, existingSecret: 'redis-secret' },
          resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
        },
      },
      services: {
        gateway: {
          autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 10, targetCPUUtilizationPercentage: 70 },
          ingress: { enabled: false },
          httpRoute: throughGateway,
          resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
        },
      },
      monitoring: {
        enabled: true,
        prometheus: {
          enabled: true,
          serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
        },
      },
      networkPolicy: { gatewayNamespaces },
    },
  },
});
