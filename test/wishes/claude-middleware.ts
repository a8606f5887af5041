import { all, containing, everyPod, has, including, type Checks } from './check';

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;
const HEALTH = { httpGet: { path: '/health', port: 'http' } };

const fromSecret = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } });

export const claudeMiddleware: Checks = {
  'open-webui-gke': {
    'a certificate of Google for the domain': has('ManagedCertificate chat-cert', 'spec.domains', [
      'chat.example.com',
    ]),
    'annotations of no other controller': has('Ingress', 'metadata.annotations', {
      'kubernetes.io/ingress.class': 'gce',
      'kubernetes.io/ingress.global-static-ip-name': 'chat-address',
      'networking.gke.io/managed-certificates': 'chat-cert',
      'networking.gke.io/v1beta1.FrontendConfig': 'chat-redirect',
    }),
    'the controller of GKE': has('Ingress', 'metadata.annotations["kubernetes.io/ingress.class"]', 'gce'),
    'a fixed address': has(
      'Ingress',
      'metadata.annotations["kubernetes.io/ingress.global-static-ip-name"]',
      'chat-address',
    ),
    'the certificate at the load balancer': has(
      'Ingress',
      'metadata.annotations["networking.gke.io/managed-certificates"]',
      'chat-cert',
    ),
    'requests over HTTP redirected to HTTPS': all(
      has('Ingress', 'metadata.annotations["networking.gke.io/v1beta1.FrontendConfig"]', 'chat-redirect'),
      has('FrontendConfig chat-redirect', 'spec.redirectToHttps.enabled', true),
    ),
    'the host': has('Ingress', 'spec.rules[*].host', ['chat.example.com']),
    "the load balancer's addresses let in": has(
      'NetworkPolicy',
      'spec.ingress[0].from[*].ipBlock.cidr',
      including('130.211.0.0/22', '35.191.0.0/16'),
    ),
    'a load balancer of its own': has('Service', 'spec.type', 'LoadBalancer'),
    'port 80': all(
      has('Service', 'spec.ports', [containing({ port: 80, targetPort: 'http' })]),
      has('Ingress', 'spec.rules[0].http.paths[0].backend.service.port.number', 80),
    ),
    'a key from a Secret': has(
      'Deployment',
      `${container}.env[name=OPENAI_API_KEY]`,
      containing(fromSecret('openai-api-key', 'api-key')),
    ),
    'a variable': has('Deployment', `${container}.env[name=OLLAMA_DEBUG].value`, '1'),
    'images pulled only when absent': has('Deployment', `${container}.imagePullPolicy`, 'IfNotPresent'),
    'a pull secret': everyPod('imagePullSecrets', [{ name: 'registry' }]),
    'path and timing of the liveness probe': has('Deployment', `${container}.livenessProbe`, {
      ...HEALTH,
      failureThreshold: 1,
      periodSeconds: 10,
    }),
    'path and timing of the readiness probe': has('Deployment', `${container}.readinessProbe`, {
      ...HEALTH,
      failureThreshold: 1,
      periodSeconds: 10,
    }),
    'path and timing of the startup probe': has('Deployment', `${container}.startupProbe`, {
      ...HEALTH,
      initialDelaySeconds: 30,
      periodSeconds: 5,
      failureThreshold: 20,
    }),
    'another user and group': has(
      'Deployment',
      `${pod}.securityContext`,
      containing({ fsGroup: 1001, fsGroupChangePolicy: 'Always', runAsUser: 1001, runAsGroup: 1001 }),
    ),
    'a volume from a ConfigMap, and one for scratch files': all(
      has(
        'Deployment',
        `${pod}.volumes`,
        including({ name: 'pages', configMap: { name: 'pages' } }, { name: 'scratch', emptyDir: {} }),
      ),
      has(
        'Deployment',
        `${container}.volumeMounts`,
        including({ name: 'pages', mountPath: '/srv/pages' }, { name: 'scratch', mountPath: '/srv/scratch' }),
      ),
    ),
  },

  'open-webui-eks-spot': {
    'a ServiceAccount with the name that the cloud knows': all(
      has('ServiceAccount', 'metadata.name', 'middleware-pod-identity'),
      has('Deployment', `${pod}.serviceAccountName`, 'middleware-pod-identity'),
    ),
    'a role of AWS': has(
      'ServiceAccount',
      'metadata.annotations["eks.amazonaws.com/role-arn"]',
      'arn:aws:iam::111122223333:role/middleware',
    ),
    'a variable from a Secret': has(
      'Deployment',
      `${container}.env[name=DATABASE_URL]`,
      containing(fromSecret('db-credentials', 'url')),
    ),
    variables: has(
      'Deployment',
      `${container}.env`,
      including({ name: 'VECTOR_DB', value: 'pgvector' }, { name: 'SIGNUP_ENABLED', value: 'true' }),
    ),
    'every pod tolerates nodes that may be taken away': everyPod('tolerations', [
      { key: 'spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
    ]),
    'the server behind it, of another namespace': has(
      'Deployment',
      `${container}.env[name=TARGET_URL].value`,
      'http://relay.models.svc.cluster.local:3001',
    ),
  },
};
