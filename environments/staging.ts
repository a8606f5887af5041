import { environment } from '../lib/environments/environment';

/** As production, with less of everything. */
export default environment({
  namespace: 'ai-gateway-staging',
  stacks: {
    'claude-relay': {
      replicaCount: 2,
      config: { existingSecret: 'claude-relay-keys' },
      redis: { auth: { enabled: true, existingSecret: 'claude-relay-redis-password' } },
      ingress: {
        enabled: true,
        className: 'nginx',
        annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-staging' },
        hosts: [{ host: 'relay.staging.example.com' }],
        tls: [{ secretName: 'claude-relay-tls', hosts: ['relay.staging.example.com'] }],
      },
    },
  },
});
