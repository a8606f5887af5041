import { all, containing, has, including, none, type Check, type Checks } from './check';

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;
const redis = 'StatefulSet my-release-claude-relay-redis';

/** Expects a variable of the relay from a key of the Secret that has them all. */
const secret = (variable: string, key: string): Check =>
  has(
    'Deployment',
    `${container}.env[name=${variable}].valueFrom.secretKeyRef`,
    containing({ name: 'gateway', key }),
  );

const KEYS: Checks[string] = {
  'the keys from a Secret that exists': all(
    none('Secret'),
    has(
      'Deployment',
      `${container}.env[name=JWT_SECRET].valueFrom.secretKeyRef`,
      containing({ name: 'gateway' }),
    ),
  ),
  'under keys of their own': all(secret('JWT_SECRET', 'salt'), secret('ENCRYPTION_KEY', 'encryption-key')),
};

export const claudeRelay: Checks = {
  'langfuse-external-redis': {
    ...KEYS,
    'no Redis of its own': none('StatefulSet'),
    'host and port of Redis': all(
      has('ConfigMap', 'data', containing({ REDIS_HOST: 'my-redis.example.com', REDIS_PORT: '6380' })),
      has('NetworkPolicy', 'spec.egress[*].ports', including([{ protocol: 'TCP', port: 6380 }])),
    ),
    'its password from the same Secret, under a key of its own': secret('REDIS_PASSWORD', 'redis-password'),
  },

  'langfuse-openshift': {
    ...KEYS,
    'a Route without a host, which OpenShift makes': all(
      has('Route', 'spec.to.name', 'my-release-claude-relay'),
      has('Route', 'spec.host', undefined),
    ),
    'TLS that ends at the router': has('Route', 'spec.tls.termination', 'edge'),
    'requests over HTTP redirected to HTTPS': has(
      'Route',
      'spec.tls.insecureEdgeTerminationPolicy',
      'Redirect',
    ),
    'user and capabilities of the application left to the cluster': all(
      has('Deployment', `${pod}.securityContext`, undefined),
      has('Deployment', `${container}.securityContext`, undefined),
    ),
    'the password of Redis from the same Secret, under a key of its own': all(
      secret('REDIS_PASSWORD', 'redis-password'),
      has(redis, `${container}.env[name=REDISCLI_AUTH].valueFrom.secretKeyRef`, {
        name: 'gateway',
        key: 'redis-password',
      }),
    ),
    'a group for the files of Redis, and no fixed user': all(
      has(redis, `${pod}.securityContext.fsGroup`, 1001),
      has(redis, `${pod}.securityContext.runAsUser`, undefined),
      has(redis, `${pod}.securityContext.runAsGroup`, undefined),
    ),
    'names from the DNS of OpenShift': has('NetworkPolicy my-release-claude-relay', 'spec.egress[0]', {
      ports: [
        { protocol: 'UDP', port: 5353 },
        { protocol: 'TCP', port: 5353 },
      ],
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }],
    }),
  },
};
