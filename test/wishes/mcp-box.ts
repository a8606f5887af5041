import {
  all,
  containing,
  everyContainer,
  everyPod,
  has,
  including,
  noFixedUser,
  none,
  type Checks,
} from './check';

const gateway = 'Deployment mcp-gateway';
const proxy = 'Deployment mcp-proxy';
const service = 'Service mcp-gateway';
const container = 'spec.template.spec.containers[0]';
const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

/** Annotations of the gateway's Service that a load balancer of AWS reads. */
const aws = (annotations: Readonly<Record<string, string>>) =>
  all(
    ...Object.entries(annotations).map(([key, value]) =>
      has(service, `metadata.annotations["${AWS}${key}"]`, value),
    ),
  );

const PROBE = {
  httpGet: { path: '/health', port: 'http', scheme: 'HTTPS' },
  initialDelaySeconds: 10,
  periodSeconds: 30,
  timeoutSeconds: 5,
  successThreshold: 1,
  failureThreshold: 3,
};

export const mcpBox: Checks = {
  'mcp-stack-aws-nlb': {
    'two replicas': has(gateway, 'spec.replicas', 2),
    'no Ingress beside the load balancer': none('Ingress'),
    'a load balancer': all(
      has(service, 'spec.type', 'LoadBalancer'),
      has(
        'NetworkPolicy mcp-gateway',
        'spec.ingress[*].from[*].ipBlock.cidr',
        including(['0.0.0.0/0', '::/0']),
      ),
    ),
    'port 80': has(service, 'spec.ports', [containing({ port: 80, targetPort: 'http' })]),
    'a Network Load Balancer': aws({ type: 'nlb' }),
    'addresses of pods as targets': aws({ 'nlb-target-type': 'ip' }),
    'open to the internet': aws({ scheme: 'internet-facing' }),
    'traffic across zones': aws({ 'cross-zone-load-balancing-enabled': 'true' }),
    'health checks over HTTP, by path and port of the container': all(
      aws({ 'healthcheck-protocol': 'HTTP', 'healthcheck-port': '8082', 'healthcheck-path': '/health' }),
      has(gateway, `${container}.ports`, [containing({ containerPort: 8082 })]),
    ),
    'timing of the health checks': aws({
      'healthcheck-interval': '10',
      'healthcheck-timeout': '5',
      'healthcheck-healthy-threshold': '2',
      'healthcheck-unhealthy-threshold': '2',
    }),
    'idle connections closed after a minute': aws({ 'connection-idle-timeout': '60' }),
    'attributes of the target group, on lines of their own': aws({
      'target-group-attributes':
        'deregistration_delay.timeout_seconds=30,\nderegistration_delay.connection_termination.enabled=true,\npreserve_client_ip.enabled=true\n',
    }),
    'tags for the bill': aws({ 'additional-resource-tags': 'Environment=production,Team=gateway' }),
    'its subnets': aws({ subnets: 'subnet-a,subnet-b' }),
    'its security groups': aws({ 'security-groups': 'sg-a' }),
    'access logs in a bucket': aws({
      'access-log-enabled': 'true',
      'access-log-s3-bucket-name': 'nlb-logs',
      'access-log-s3-bucket-prefix': 'gateway',
    }),
    'addresses of the clients kept': has(service, 'spec.externalTrafficPolicy', 'Local'),
    'clients of some networks only': has(service, 'spec.loadBalancerSourceRanges', [
      '10.0.0.0/8',
      '172.16.0.0/12',
    ]),
  },

  'mcp-stack-aws-nlb-tls': {
    'port 443': has(service, 'spec.ports', [containing({ port: 443, targetPort: 'http' })]),
    'only within the network of the company': aws({ scheme: 'internal' }),
    'a certificate of the cloud': aws({ 'ssl-cert': 'arn:aws:acm:eu-central-1:111122223333:certificate/a' }),
    'TLS on port 443': aws({ 'ssl-ports': '443' }),
    'versions of TLS': aws({ 'ssl-negotiation-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
    'HTTP to the pods': aws({ 'backend-protocol': 'http' }),
    'fixed addresses': aws({ 'eip-allocations': 'eipalloc-a,eipalloc-b' }),
  },

  'mcp-stack-openshift': {
    'a pull secret for all pods': everyPod('imagePullSecrets', [{ name: 'dockerhub-pull' }]),
    'images pulled at each start': everyContainer('imagePullPolicy', 'Always'),
    "the registry of the database's image": has(
      'StatefulSet mcp-mysql',
      `${container}.image`,
      'docker.io/library/mysql:8.0',
    ),
    'a database without a volume': all(
      has('StatefulSet mcp-mysql', 'spec.volumeClaimTemplates', undefined),
      has(
        'StatefulSet mcp-mysql',
        'spec.template.spec.volumes',
        including({ name: 'data', emptyDir: { sizeLimit: '10Gi' } }),
      ),
    ),
    'name and user of the database': has(
      'StatefulSet mcp-mysql',
      `${container}.env`,
      including({ name: 'MYSQL_DATABASE', value: 'gateway' }, { name: 'MYSQL_USER', value: 'admin' }),
    ),
    'its passwords from a Secret': all(
      none('Secret'),
      has(
        'StatefulSet mcp-mysql',
        `${container}.env`,
        including({
          name: 'MYSQL_PASSWORD',
          valueFrom: { secretKeyRef: { name: 'mysql-secret', key: 'password' } },
        }),
      ),
    ),
    'resources of the database': has('StatefulSet mcp-mysql', `${container}.resources`, {
      requests: { cpu: '2', memory: '2Gi' },
      limits: { cpu: '4', memory: '4Gi' },
    }),
    "the registry and the tag of Redis' image": has(
      'StatefulSet mcp-redis',
      `${container}.image`,
      'docker.io/library/redis:7-alpine',
    ),
    'a volume of 1 GiB for Redis': has(
      'StatefulSet mcp-redis',
      'spec.volumeClaimTemplates[0].spec',
      containing({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }),
    ),
    'resources of Redis': has('StatefulSet mcp-redis', `${container}.resources`, {
      requests: { cpu: '1', memory: '1Gi' },
      limits: { cpu: '2', memory: '2Gi' },
    }),
    'three replicas': all(has(gateway, 'spec.replicas', 3), none('HorizontalPodAutoscaler')),
    'resources of the gateway': has(gateway, `${container}.resources`, {
      requests: { cpu: '4', memory: '4Gi' },
      limits: { cpu: '8', memory: '8Gi' },
    }),
    'the registry, the repository and the tag of its image': has(
      gateway,
      `${container}.image`,
      'ghcr.io/example/gateway:latest',
    ),
    'settings as variables': has(
      gateway,
      `${container}.env`,
      including({ name: 'LOG_LEVEL', value: 'INFO' }, { name: 'POOL_SIZE', value: '20' }),
    ),
    'a key from a Secret': has(
      gateway,
      `${container}.env`,
      including({
        name: 'SIGNING_KEY',
        valueFrom: { secretKeyRef: { name: 'gateway-keys', key: 'signing-key' } },
      }),
    ),
    'a proxy in front of the gateway': all(
      has('Service mcp-proxy', 'spec.ports', [containing({ port: 8443, targetPort: 'http' })]),
      has(proxy, `${container}.ports`, [containing({ containerPort: 8443 })]),
      has(
        'NetworkPolicy mcp-gateway',
        'spec.ingress[*].from[*].podSelector.matchLabels',
        including(expect.arrayContaining([containing({ 'app.kubernetes.io/name': 'mcp-box' })])),
      ),
    ),
    "an image of the platform's vendor for it": has(
      proxy,
      `${container}.image`,
      'registry.access.redhat.com/ubi9/nginx-126:latest',
    ),
    "a command in place of the image's entrypoint": all(
      has(proxy, `${container}.command`, ['nginx', '-g', 'daemon off;']),
      has(proxy, `${container}.args`, ['-c', '/opt/proxy/nginx.conf']),
    ),
    'a certificate of the cluster for the proxy': all(
      has(
        'Service mcp-proxy',
        'metadata.annotations["service.beta.openshift.io/serving-cert-secret-name"]',
        'proxy-tls',
      ),
      has(
        proxy,
        'spec.template.spec.volumes',
        including({ name: 'tls', secret: { secretName: 'proxy-tls' } }),
      ),
      has(
        proxy,
        `${container}.volumeMounts`,
        including({ name: 'tls', mountPath: '/etc/nginx/tls', readOnly: true }),
      ),
    ),
    'the configuration file of the proxy': all(
      has(proxy, `${container}.volumeMounts`, including({ name: 'config', mountPath: '/opt/proxy' })),
      has(
        proxy,
        'spec.template.spec.volumes',
        including({
          name: 'templates',
          configMap: {
            name: 'my-release-mcp-box-config',
            items: [{ key: 'proxy.yaml', path: 'nginx.conf' }],
          },
        }),
      ),
      has(
        'ConfigMap my-release-mcp-box-config',
        'data["proxy.yaml"]',
        expect.stringContaining('listen 8443 ssl;'),
      ),
    ),
    'probes of the proxy, with path and timing': all(
      has(proxy, `${container}.readinessProbe`, PROBE),
      has(proxy, `${container}.livenessProbe`, PROBE),
      has(proxy, `${container}.startupProbe`, PROBE),
    ),
    'resources of the proxy': has(proxy, `${container}.resources`, {
      requests: { cpu: '2', memory: '512Mi' },
      limits: { cpu: '4', memory: '1Gi' },
    }),
    'a Route that encrypts again and redirects to HTTPS': all(
      has('Route', 'spec.to.name', 'mcp-proxy'),
      has('Route', 'spec.tls', { termination: 'reencrypt', insecureEdgeTerminationPolicy: 'Redirect' }),
      none('Ingress'),
      has(
        'NetworkPolicy mcp-proxy',
        'spec.ingress[*].from[*].namespaceSelector.matchLabels',
        including([{ 'policy-group.network.openshift.io/ingress': '' }]),
      ),
    ),
    'a server of tools beside the gateway': all(
      has('Deployment mcp-clock', 'spec.replicas', 1),
      has('Service mcp-clock', 'spec.ports[0].port', 8080),
    ),
    'an image from the registry of the cluster': has(
      'Deployment mcp-clock',
      `${container}.image`,
      'image-registry.openshift-image-registry.svc:5000/team/clock:latest',
    ),
    'a configuration file of the gateway, as it is': has(
      'ConfigMap my-release-mcp-box-config',
      'data["gateway.yaml"]|yaml:plugins',
      [{ name: 'mask', hooks: ['before', 'after'], key: '$(SIGNING_KEY)' }],
    ),
    'a Job that registers the server of tools': has(
      'Job',
      `${container}.image`,
      'ghcr.io/example/register:latest',
    ),
    'a key and settings for it': has('Job', `${container}.env`, [
      { name: 'EXPIRES_IN_MINUTES', value: '10080' },
      { name: 'SIGNING_KEY', valueFrom: { secretKeyRef: { name: 'gateway-keys', key: 'signing-key' } } },
    ]),
    'no fixed user in any pod': noFixedUser,
    'names from the DNS of OpenShift': has(
      'NetworkPolicy mcp-gateway',
      'spec.egress',
      including({
        ports: [
          { protocol: 'UDP', port: 5353 },
          { protocol: 'TCP', port: 5353 },
        ],
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }],
      }),
    ),
  },
};
