/**
 * Which types of the Kubernetes API values may have, and where they come from. Values in such a type, such as an affinity, are checked
 * against its schema when they are given, instead of by the API server when they are applied.
 */
export const API_TYPE_SOURCE = {
  module: 'k8s.io/kubernetes',
  version: 'v1.36.3',
  file: 'api/openapi-spec/swagger.json',
} as const;

/** The types, by their names in the source: the last part is the name here. Those that they refer to come with them. */
export const API_TYPES = [
  'io.k8s.api.core.v1.Affinity',
  'io.k8s.api.core.v1.Container',
  'io.k8s.api.core.v1.EnvFromSource',
  'io.k8s.api.core.v1.EnvVar',
  'io.k8s.api.core.v1.EnvVarSource',
  'io.k8s.api.core.v1.HostAlias',
  'io.k8s.api.core.v1.Lifecycle',
  'io.k8s.api.core.v1.PodDNSConfig',
  'io.k8s.api.core.v1.PodSecurityContext',
  'io.k8s.api.core.v1.Probe',
  'io.k8s.api.core.v1.ResourceRequirements',
  'io.k8s.api.core.v1.SecurityContext',
  'io.k8s.api.core.v1.TopologySpreadConstraint',
  'io.k8s.api.core.v1.Volume',
  'io.k8s.api.core.v1.VolumeMount',
  'io.k8s.api.apps.v1.DeploymentStrategy',
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerBehavior',
  'io.k8s.api.autoscaling.v2.MetricSpec',
  'io.k8s.api.networking.v1.NetworkPolicyEgressRule',
  'io.k8s.api.networking.v1.NetworkPolicyIngressRule',
  'io.k8s.api.networking.v1.NetworkPolicyPeer',
  'io.k8s.api.networking.v1.NetworkPolicyPort',
] as const;

/**
 * Parts of custom resources, by the name of the type: the definition and the path in its schema. See `crds/`.
 */
export const CRD_TYPES = {
  RelabelConfig: {
    crd: 'servicemonitors.monitoring.coreos.com',
    path: ['spec', 'endpoints', '*', 'relabelings', '*'],
  },
  ExternalSecretRemoteRef: {
    crd: 'externalsecrets.external-secrets.io',
    path: ['spec', 'data', '*', 'remoteRef'],
  },
  HTTPRouteFilter: {
    crd: 'httproutes.gateway.networking.k8s.io',
    path: ['spec', 'rules', '*', 'filters', '*'],
  },
} as const satisfies Readonly<Record<string, { readonly crd: string; readonly path: readonly string[] }>>;

type LastPart<Name extends string> = Name extends `${string}.${infer Rest}` ? LastPart<Rest> : Name;

/** The name of one of the types here. */
export type ApiType = LastPart<(typeof API_TYPES)[number]> | keyof typeof CRD_TYPES;
