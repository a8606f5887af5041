import { environment } from '../lib/app/environments/environment';
import { MIDDLEWARE_IMAGE, RELAY_IMAGE } from '../lib/stacks/claude-middleware/wiring';
import { FORK_BODY_MEGABYTES, FORK_PUBLIC_PATHS } from '../lib/stacks/claude-relay/software';
import { PUBLIC_PATHS } from '../lib/stacks/jairouter/software';

/** As production, with less of everything. */
export default environment({
  namespace: 'ai-gateway-staging',
  stacks: {
    'claude-relay': {
      // The middleware needs the relay of its own project.
      image: RELAY_IMAGE,
      streaming: { maxBodyMegabytes: FORK_BODY_MEGABYTES },
      replicaCount: 2,
      config: { existingSecret: 'claude-relay-keys' },
      redis: { auth: { enabled: true, existingSecret: 'claude-relay-redis-password' } },
      ingress: {
        enabled: true,
        className: 'nginx',
        annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-staging' },
        hosts: [{ host: 'relay.staging.example.com', paths: FORK_PUBLIC_PATHS }],
        tls: [{ secretName: 'claude-relay-tls', hosts: ['relay.staging.example.com'] }],
      },
    },
    // Where the relay and its Redis are follows from the relay above.
    'claude-middleware': {
      replicaCount: 2,
      image: MIDDLEWARE_IMAGE,
      config: { ginMode: 'release' },
      auth: { enabled: true, existingSecret: 'claude-middleware-keys' },
      ingress: {
        enabled: true,
        className: 'nginx',
        annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-staging' },
        hosts: [{ host: 'middleware.staging.example.com' }],
        tls: [{ secretName: 'claude-middleware-tls', hosts: ['middleware.staging.example.com'] }],
      },
      networkPolicy: { ingressNamespaces: ['ingress-nginx'] },
    },
    'helm-proxy': {
      image: { repository: 'registry.example.com/helm-proxy', tag: 'v1.0.0' },
      config: {
        helmRepos: ['myrepo=https://charts.example.com/repository/helm'],
        existingSecret: 'helm-proxy-credentials',
      },
      targets: { namespaces: ['apps-staging'], create: true, podSecurity: 'restricted' },
      networkPolicy: { clientNamespaces: ['ci'] },
    },
    jairouter: {
      replicaCount: 2,
      auth: { existingSecret: 'jairouter-keys' },
      resources: { limits: { memory: '1536Mi' }, requests: { cpu: '250m', memory: '1Gi' } },
      securityContext: { readOnlyRootFilesystem: true },
      ingress: {
        annotations: {
          'cert-manager.io/cluster-issuer': 'letsencrypt-staging',
          'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
        },
        // Any API key may also change the configuration and make keys, at other paths.
        hosts: [{ host: 'jairouter.staging.example.com', paths: PUBLIC_PATHS }],
        tls: [{ secretName: 'jairouter-tls', hosts: ['jairouter.staging.example.com'] }],
      },
      autoscaling: { enabled: false },
      podDisruptionBudget: { minAvailable: 1 },
      persistence: { enabled: false },
      monitoring: {
        serviceMonitor: { labels: { release: 'prometheus' } },
        prometheusRule: { labels: { release: 'prometheus' } },
      },
      podAnnotations: null,
    },
    'mcp-box': {
      global: {
        namespace: 'mcp-staging',
        createNamespace: true,
        domain: 'staging.example.com',
        version: 'v1.10.1',
      },
      infrastructure: {
        mysql: { image: { tag: '8.0.43' }, auth: { existingSecret: 'mysql-secret' } },
        redis: { auth: { enabled: true, existingSecret: 'redis-secret' } },
      },
      services: {
        gateway: {
          replicas: 2,
          ingress: {
            className: 'nginx',
            tlsSecret: 'mcp-gateway-tls',
            annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-staging' },
          },
        },
      },
      monitoring: {
        enabled: true,
        prometheus: {
          enabled: true,
          serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
        },
      },
    },
  },
});
