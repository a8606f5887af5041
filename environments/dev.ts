import { environment } from '../lib/app/environments/environment';
import { MIDDLEWARE_IMAGE, RELAY_IMAGE } from '../lib/stacks/claude-middleware/wiring';
import { FORK_BODY_MEGABYTES } from '../lib/stacks/claude-relay/software';

/** For one laptop: one pod of each, small volumes, much logging. */
export default environment({
  namespace: 'ai-gateway-dev',
  stacks: {
    'claude-relay': {
      // The middleware needs the relay of its own project.
      image: RELAY_IMAGE,
      config: { existingSecret: 'claude-relay-keys', nodeEnv: 'development', logLevel: 'debug' },
      streaming: { maxStreamSeconds: 120, maxBodyMegabytes: FORK_BODY_MEGABYTES },
      resources: { requests: { cpu: '100m', memory: '256Mi' } },
      redis: { persistence: { size: '1Gi' } },
    },
    // Where the relay and its Redis are follows from the relay above.
    'claude-middleware': { image: MIDDLEWARE_IMAGE },
    'helm-proxy': {
      image: { repository: 'registry.example.com/helm-proxy', tag: 'v1.0.0' },
      config: { helmRepos: ['myrepo=https://charts.example.com/repository/helm'], logLevel: 'debug' },
      targets: { namespaces: ['apps-dev'], create: true },
    },
    jairouter: {
      // One pod that remembers what is changed in its pages.
      stateless: false,
      replicaCount: 1,
      profile: 'dev',
      auth: { existingSecret: 'jairouter-keys' },
      resources: { requests: { cpu: '100m' } },
      securityContext: { readOnlyRootFilesystem: true },
      ingress: { enabled: false },
      autoscaling: { enabled: false },
      persistence: { enabled: false },
      monitoring: { serviceMonitor: { enabled: false }, prometheusRule: { enabled: false } },
    },
    'mcp-box': {
      global: {
        namespace: 'mcp-dev',
        createNamespace: true,
        domain: 'dev.example.com',
        version: 'latest',
        imagePullPolicy: 'Always',
      },
      infrastructure: {
        mysql: {
          auth: { existingSecret: 'mysql-secret' },
          persistence: { enabled: false },
          resources: { requests: { cpu: '100m', memory: '384Mi' }, limits: { memory: '768Mi' } },
        },
        redis: { persistence: { enabled: false }, resources: { requests: { cpu: '20m', memory: '64Mi' } } },
      },
      services: {
        gateway: {
          resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '250m', memory: '256Mi' } },
        },
      },
    },
  },
});
