/** Why our output is otherwise than the document's manifests. */
export interface Reason {
  /** Where the project's users read about it. */
  readonly document: `docs/deviations.md#${string}`;
  /** The places that are otherwise, by object; `*` for any object. A place also stands for what we add inside it. */
  readonly differences: Readonly<Record<string, readonly string[]>>;
  /** The objects that are not there at all. */
  readonly absent?: readonly string[];
}

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[jairouter]`;

/** All of them. One that is no longer needed makes a test fail, as does one that is missing. */
export const REASONS: readonly Reason[] = [
  {
    document: 'docs/deviations.md#jairouter-image',
    differences: { 'Deployment/jairouter': [`${CONTAINER}.image`, `${CONTAINER}.imagePullPolicy`] },
  },
  {
    document: 'docs/deviations.md#jairouter-keys',
    differences: {
      'Secret/jairouter-secret': ['texts.jwt-secret', 'texts.admin-password'],
      'Deployment/jairouter': [
        `${CONTAINER}.env[JWT_SECRET]`,
        `${CONTAINER}.env[PROD_JWT_SECRET]`,
        `${CONTAINER}.env[INITIAL_ADMIN_PASSWORD]`,
        `${CONTAINER}.env[JAIROUTER_SECURITY_ENABLED]`,
        `${CONTAINER}.env[JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID]`,
        `${CONTAINER}.env[JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE]`,
        `${CONTAINER}.env[JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS]`,
        `${CONTAINER}.env[JAIROUTER_SECURITY_APIKEY_KEYS_0_ENABLED]`,
        `${CONTAINER}.env[JAIROUTER_SECURITY_JWT_SECRET]`,
        ...['USERNAME', 'PASSWORD', 'ROLES', 'ENABLED'].map(
          (part) => `${CONTAINER}.env[JAIROUTER_SECURITY_JWT_ACCOUNTS_0_${part}]`,
        ),
        `${CONTAINER}.env[SPRINGDOC_APIDOCS_ENABLED]`,
        `${CONTAINER}.env[SPRINGDOC_SWAGGERUI_ENABLED]`,
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-several-pods-and-the-volume',
    differences: {
      'Deployment/jairouter': [
        `${CONTAINER}.env[STORE_PATH]`,
        `${CONTAINER}.volumeMounts[/app/config-store].subPath`,
        `${CONTAINER}.volumeMounts[/app/data]`,
        `${POD}.volumes[jairouter-config-pvc]`,
        `${POD}.volumes[store]`,
      ],
    },
    absent: ['PersistentVolumeClaim/jairouter-config-pvc'],
  },
  {
    document: 'docs/deviations.md#jairouter-logs',
    differences: {
      'Deployment/jairouter': [
        `${CONTAINER}.env[POD_NAME]`,
        `${CONTAINER}.volumeMounts[/app/logs].subPathExpr`,
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-names-of-volumes',
    differences: {
      'Deployment/jairouter': [
        `${CONTAINER}.volumeMounts[/app/config].name`,
        `${CONTAINER}.volumeMounts[/app/logs].name`,
        `${CONTAINER}.volumeMounts[/app/config-store].name`,
        `${CONTAINER}.volumeMounts[/tmp]`,
        `${POD}.volumes[jairouter-config].name`,
        `${POD}.volumes[jairouter-logs-pvc].name`,
        `${POD}.volumes[tmp]`,
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-probes',
    differences: {
      'Deployment/jairouter': [
        `${CONTAINER}.livenessProbe.httpGet`,
        `${CONTAINER}.livenessProbe.tcpSocket`,
        `${CONTAINER}.readinessProbe.httpGet.path`,
        `${CONTAINER}.startupProbe`,
        `${CONTAINER}.env[MANAGEMENT_HEALTH_REDIS_ENABLED]`,
        `${CONTAINER}.env[MANAGEMENT_HEALTH_READINESSSTATE_ENABLED]`,
        ...['ORDER', 'HTTPMAPPING_DOWN', 'HTTPMAPPING_OUTOFSERVICE'].map(
          (part) => `${CONTAINER}.env[MANAGEMENT_ENDPOINT_HEALTH_STATUS_${part}]`,
        ),
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-java-options',
    differences: { 'Deployment/jairouter': [`${CONTAINER}.env[JAVA_OPTS].value`] },
  },
  {
    document: 'docs/deviations.md#jairouter-user-and-file-system',
    differences: { 'Deployment/jairouter': [`${CONTAINER}.securityContext`, `${POD}.securityContext`] },
  },
  {
    document: 'docs/deviations.md#jairouter-configuration',
    differences: {
      'ConfigMap/jairouter-config': [
        'data.application.yml.management.prometheus',
        'data.application.yml.model.services.chat.instances[llama3.2:3b].instance-id',
      ],
      'Deployment/jairouter': [
        ...['EMBEDDING', 'RERANK', 'TTS', 'STT', 'IMGGEN', 'IMGEDIT'].map(
          (service) => `${CONTAINER}.env[MODEL_SERVICES_${service}_INSTANCES]`,
        ),
        'spec.template.metadata.annotations.checksum/config',
        'spec.template.metadata.annotations.checksum/secret',
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-service-account-and-labels',
    differences: {
      '*': [
        'metadata.labels',
        'metadata.labels.app.kubernetes.io/name',
        'metadata.labels.app.kubernetes.io/instance',
        'metadata.labels.app.kubernetes.io/part-of',
        'metadata.labels.app.kubernetes.io/version',
        'metadata.labels.helm.sh/chart',
      ],
      'Deployment/jairouter': [
        'spec.template.metadata.labels.app.kubernetes.io/name',
        'spec.template.metadata.labels.app.kubernetes.io/instance',
        'spec.template.metadata.labels.app.kubernetes.io/part-of',
        'spec.template.metadata.labels.app.kubernetes.io/version',
        `${POD}.serviceAccountName`,
        `${POD}.automountServiceAccountToken`,
        `${POD}.enableServiceLinks`,
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-scheduling',
    differences: {
      'Deployment/jairouter': ['spec.strategy', `${POD}.affinity`, `${POD}.topologySpreadConstraints`],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-streams',
    differences: {
      'Deployment/jairouter': [
        `${CONTAINER}.lifecycle`,
        `${POD}.terminationGracePeriodSeconds`,
        `${CONTAINER}.command`,
        `${CONTAINER}.env[SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE]`,
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-calls-and-metrics',
    differences: { 'Deployment/jairouter': [`${CONTAINER}.env[MONITORING_PERFORMANCE_ASYNCPROCESSING]`] },
  },
  {
    document: 'docs/deviations.md#jairouter-replicas',
    differences: { 'Deployment/jairouter': ['spec.replicas'] },
  },
  {
    document: 'docs/deviations.md#jairouter-vertical-autoscaling',
    differences: {
      'VerticalPodAutoscaler/jairouter-vpa': [
        'spec.updatePolicy.updateMode',
        'spec.resourcePolicy.containerPolicies[jairouter].minAllowed.memory',
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-disruption-budget',
    differences: { 'PodDisruptionBudget/jairouter-pdb': ['spec.unhealthyPodEvictionPolicy'] },
  },
  {
    document: 'docs/deviations.md#jairouter-ingress',
    differences: {
      'Ingress/jairouter-ingress': [
        'metadata.annotations.kubernetes.io/ingress.class',
        'metadata.annotations.nginx.ingress.kubernetes.io/rewrite-target',
        'metadata.annotations.nginx.ingress.kubernetes.io/proxy-buffering',
        'metadata.annotations.nginx.ingress.kubernetes.io/proxy-request-buffering',
        'spec.ingressClassName',
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-services',
    differences: {
      'Service/jairouter-nodeport': ['metadata.labels.app.kubernetes.io/component'],
      'ServiceMonitor/jairouter-monitor': ['spec.selector.matchExpressions'],
      'Deployment/jairouter': [`${CONTAINER}.env[SERVER_PORT]`],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-servicemonitor',
    differences: { 'ServiceMonitor/jairouter-monitor': ['spec.namespaceSelector'] },
  },
  {
    document: 'docs/deviations.md#jairouter-alerts',
    differences: {
      'PrometheusRule/jairouter-rules': [
        'spec.groups[jairouter.rules].rules[JAiRouterDown].expr',
        'spec.groups[jairouter.rules].rules[JAiRouterHighErrorRate].expr',
        'spec.groups[jairouter.rules].rules[JAiRouterHighMemoryUsage].expr',
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-network-policy',
    differences: {
      'NetworkPolicy/jairouter-netpol': [
        'spec.ingress[0].from[0].namespaceSelector.matchLabels.name',
        'spec.ingress[0].from[0].namespaceSelector.matchLabels.kubernetes.io/metadata.name',
        'spec.ingress[1]',
        'spec.ingress[2]',
        'spec.ingress[3]',
        // Empty lists.
        'spec.egress[0].to',
        'spec.egress[1].to',
        'spec.egress[1].ports[TCP 11434]',
      ],
    },
  },
  {
    document: 'docs/deviations.md#jairouter-namespace',
    differences: {
      'Namespace/jairouter': ['metadata.labels.pod-security.kubernetes.io/enforce', 'metadata.annotations'],
    },
  },
];
