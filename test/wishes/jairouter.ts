import { all, containing, has, including, none, type Checks } from './check';

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;
const service = 'Service my-release-router-service';
const instances = 'data["application.yml"]|yaml:model.services.chat.instances';

const fromSecret = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } });

export const jairouter: Checks = {
  'litellm-helm': {
    'another name of the application': all(
      has('Deployment', 'metadata.name', 'my-release-router'),
      has('Deployment', 'metadata.labels["app.kubernetes.io/name"]', 'router'),
    ),
    'images pulled at each start': has('Deployment', `${container}.imagePullPolicy`, 'Always'),
    'the main key from a Secret': all(
      none('Secret'),
      has(
        'Deployment',
        `${container}.env[name=JWT_SECRET]`,
        containing(fromSecret('router-keys', 'jwt-secret')),
      ),
    ),
    'under a key of its own': has(
      'Deployment',
      `${container}.env[name=API_KEY]`,
      containing(fromSecret('router-keys', 'masterkey')),
    ),
    'no ServiceAccount of its own': all(
      none('ServiceAccount'),
      has('Deployment', `${pod}.serviceAccountName`, 'default'),
    ),
    'annotations and labels of the Deployment': all(
      has('Deployment', 'metadata.annotations["reloader.stakater.com/auto"]', 'true'),
      has('Deployment', 'metadata.labels.team', 'models'),
    ),
    'time until a pod counts': has('Deployment', 'spec.minReadySeconds', 10),
    'annotations and labels of the pods': all(
      has('Deployment', 'spec.template.metadata.annotations["example.com/scan"]', 'yes'),
      has('Deployment', 'spec.template.metadata.labels["example.com/tier"]', 'gateway'),
    ),
    'an update that adds half of the pods first': has('Deployment', 'spec.strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' },
    }),
    'a grace period': has('Deployment', `${pod}.terminationGracePeriodSeconds`, 90),
    'one pod a node': has('Deployment', `${pod}.topologySpreadConstraints`, [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'router' } },
      },
    ]),
    'a user of the container': has(
      'Deployment',
      `${container}.securityContext`,
      containing({ runAsUser: 1000, runAsNonRoot: true, capabilities: { drop: ['ALL'] } }),
    ),
    'variables from Secrets': has(
      'Deployment',
      `${container}.envFrom`,
      including({ secretRef: { name: 'router-env-secret' } }),
    ),
    'variables from ConfigMaps': has(
      'Deployment',
      `${container}.envFrom`,
      including({ configMapRef: { name: 'router-env-configmap' } }),
    ),
    'a variable': has('Deployment', `${container}.env[name=USE_TRACES].value`, 'true'),
    'a variable with the address of the pod': has(
      'Deployment',
      `${container}.env[name=POD_IP].valueFrom.fieldRef.fieldPath`,
      'status.podIP',
    ),
    'port of the Service': has(service, 'spec.ports', [containing({ port: 4000, targetPort: 'http' })]),
    'class of the load balancer': all(
      has(service, 'spec.loadBalancerClass', 'tailscale'),
      has(service, 'spec.type', 'LoadBalancer'),
    ),
    'path and timing of the liveness probe': has('Deployment', `${container}.livenessProbe`, {
      httpGet: { path: '/actuator/health/liveness', port: 'http' },
      periodSeconds: 15,
      timeoutSeconds: 5,
      failureThreshold: 5,
    }),
    'path and timing of the readiness probe': has('Deployment', `${container}.readinessProbe`, {
      httpGet: { path: '/actuator/health/readiness', port: 'http' },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    }),
    'path and timing of the startup probe': has('Deployment', `${container}.startupProbe`, {
      httpGet: { path: '/actuator/health/readiness', port: 'http' },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 30,
    }),
    'a certificate by annotation': has('Ingress', 'metadata.annotations["kubernetes.io/tls-acme"]', 'true'),
    'a host, with a path type of the controller': all(
      has('Ingress', 'spec.rules[*].host', ['api.example.com']),
      has('Ingress', 'spec.rules[0].http.paths', [
        containing({ path: '/', pathType: 'ImplementationSpecific' }),
      ]),
    ),
    TLS: has('Ingress', 'spec.tls', [{ secretName: 'api-tls', hosts: ['api.example.com'] }]),
    'models with their addresses and keys': all(
      has('ConfigMap my-release-router-config', `${instances}[*].base-url`, [
        'https://api.openai.com',
        'https://models.example.com',
      ]),
      has(
        'ConfigMap my-release-router-config',
        `${instances}[0].headers.Authorization`,
        'Bearer ${OPENAI_API_KEY}',
      ),
    ),
    'log level': has(
      'ConfigMap my-release-router-config',
      'data["application.yml"]|yaml:logging.level.root',
      'INFO',
    ),
    'small resources': has('Deployment', `${container}.resources`, {
      requests: { cpu: '100m', memory: '384Mi' },
      limits: { cpu: '100m', memory: '512Mi' },
    }),
    'no HorizontalPodAutoscaler': none('HorizontalPodAutoscaler'),
    'KEDA, by a query of Prometheus': all(
      has('ScaledObject', 'spec.scaleTargetRef.name', 'my-release-router'),
      has('ScaledObject', 'spec.triggers', [
        {
          type: 'prometheus',
          metadata: {
            serverAddress: 'http://prometheus.monitoring:9090',
            threshold: '100',
            query: 'sum(rate(http_requests_total[2m]))',
          },
        },
      ]),
      has('Deployment', 'spec.replicas', undefined),
    ),
    'how many replicas there are at least and at most': has(
      'ScaledObject',
      'spec',
      containing({ minReplicaCount: 2, maxReplicaCount: 100 }),
    ),
    'time between two checks, and until the last pod goes': has(
      'ScaledObject',
      'spec',
      containing({ pollingInterval: 15, cooldownPeriod: 120 }),
    ),
    'annotations of the ScaledObject': has('ScaledObject', 'metadata.annotations', {
      'example.com/owner': 'models',
    }),
    'replicas while KEDA gets no metrics': has('ScaledObject', 'spec.fallback', {
      failureThreshold: 3,
      replicas: 11,
    }),
    'the first number of replicas when KEDA goes': has(
      'ScaledObject',
      'spec.advanced.restoreToOriginalReplicaCount',
      true,
    ),
    'scaling policies of KEDA': has('ScaledObject', 'spec.advanced.horizontalPodAutoscalerConfig.behavior', {
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 180 }],
      },
      scaleUp: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
      },
    }),
    'a volume from a Secret, mounted read-only': all(
      has(
        'Deployment',
        `${pod}.volumes`,
        including({ name: 'certificates', secret: { secretName: 'client-certificates', optional: false } }),
      ),
      has(
        'Deployment',
        `${container}.volumeMounts`,
        including({ name: 'certificates', mountPath: '/etc/certificates', readOnly: true }),
      ),
    ),
    'a hook before the container stops': has('Deployment', `${container}.lifecycle.preStop.exec.command`, [
      '/bin/sh',
      '-c',
      'sleep 10',
    ]),
    'an object of the user': has('ConfigMap router-env-configmap', 'data', { SETTING: 'a' }),
    'half of the pods available': has('PodDisruptionBudget', 'spec.minAvailable', '50%'),
    'labels of the ServiceMonitor': has('ServiceMonitor', 'metadata.labels.release', 'prometheus'),
    'how often metrics are read': has(
      'ServiceMonitor',
      'spec.endpoints[0]',
      containing({ interval: '15s', scrapeTimeout: '5s' }),
    ),
    'a relabeling': has('ServiceMonitor', 'spec.endpoints[0].relabelings', [
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node', action: 'replace' },
    ]),
  },

  'litellm-external-secrets': {
    'a ServiceAccount with a role of AWS': all(
      has('ServiceAccount', 'metadata', containing({ name: 'router' })),
      has(
        'ServiceAccount',
        'metadata.annotations["eks.amazonaws.com/role-arn"]',
        'arn:aws:iam::111122223333:role/router',
      ),
      has('Deployment', `${pod}.serviceAccountName`, 'router'),
    ),
    'the main key from the store': all(
      none('Secret'),
      has('ExternalSecret my-release-jairouter-secret', 'spec.secretStoreRef', {
        name: 'router-store',
        kind: 'SecretStore',
      }),
      has(
        'ExternalSecret my-release-jairouter-secret',
        'spec.data',
        including({ secretKey: 'api-key', remoteRef: { key: '/router/master-key' } }),
      ),
      has(
        'Deployment',
        `${container}.env[name=API_KEY]`,
        containing(fromSecret('my-release-jairouter-secret', 'api-key')),
      ),
    ),
    'read every quarter of an hour': has(
      'ExternalSecret my-release-jairouter-secret',
      'spec.refreshInterval',
      '15m',
    ),
    'a store that uses the ServiceAccount': has(
      'SecretStore router-store',
      'spec.provider.aws.auth.jwt.serviceAccountRef.name',
      'router',
    ),
    'keys of the models from the store': has('ExternalSecret model-keys', 'spec.data[*].secretKey', [
      'OPENAI_API_KEY',
      'AZURE_API_KEY',
    ]),
    'keys of the models as variables': has('Deployment', `${container}.envFrom`, [
      { secretRef: { name: 'model-keys' } },
    ]),
    'models with keys from variables': all(
      has('ConfigMap', `${instances}[*].instance-id`, ['openai', 'azure']),
      has('ConfigMap', `${instances}[1].headers.api-key`, '${AZURE_API_KEY}'),
    ),
  },
};
