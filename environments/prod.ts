import { environment } from '../lib/environments/environment';

/** Highly available: several pods, a Redis that is kept by others, certificates. */
export default environment({
  namespace: 'ai-gateway-prod',
  stacks: {
    'claude-relay': {
      config: { existingSecret: 'claude-relay-keys', logLevel: 'warn' },
      resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '500m', memory: '512Mi' } },
      autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 10, targetCPUUtilizationPercentage: 70 },
      redis: { enabled: false },
      externalRedis: {
        host: 'redis.production.example.com',
        tls: true,
        existingSecret: 'claude-relay-redis-password',
      },
      ingress: {
        enabled: true,
        className: 'nginx',
        annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' },
        hosts: [{ host: 'relay.example.com' }],
        tls: [{ secretName: 'claude-relay-tls', hosts: ['relay.example.com'] }],
      },
    },
  },
});
