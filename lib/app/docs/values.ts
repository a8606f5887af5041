import type { Declaration } from '../../engine/values/declaration';
import { stacks, type StackName } from '../../stacks/stacks';
import { markdownTable } from './markdown';

/** What users of comparable charts set, by area: each with the names of the values that say it. */
export const WISHES: Readonly<Record<string, readonly (readonly [wish: string, ...keys: string[]])[]>> = {
  Environment: [
    ['Variables with values from anywhere', 'extraEnvVars'],
    ['Variables from ConfigMaps and Secrets', 'extraEnvFrom'],
  ],
  Pods: [
    ['Labels', 'podLabels'],
    ['Annotations', 'podAnnotations'],
    ['Volumes', 'extraVolumes'],
    ['Mounts of the main container', 'extraVolumeMounts'],
    ['Containers', 'extraContainers'],
    ['Init containers', 'extraInitContainers'],
    ['Security context of the pod', 'podSecurityContext'],
    ['Security context of its containers', 'containerSecurityContext', 'securityContext'],
    ['Command and arguments', 'command', 'args'],
    ['Whole probes', 'startupProbe', 'readinessProbe', 'livenessProbe'],
    ['Hooks', 'lifecycle'],
    ['Grace period', 'terminationGracePeriodSeconds'],
    ['DNS', 'dnsPolicy', 'dnsConfig', 'hostAliases'],
    ['Runtime and scheduler', 'runtimeClassName', 'schedulerName'],
    ['Priority', 'priorityClassName'],
    ['Node selector', 'nodeSelector'],
    ['Tolerations', 'tolerations'],
    ['Affinity', 'affinity'],
    ['Spread', 'topologySpreadConstraints'],
    ['Resources', 'resources', 'initResources'],
  ],
  Workload: [
    ['Labels and annotations of the Deployment', 'deploymentLabels', 'deploymentAnnotations'],
    ['Labels and annotations of the StatefulSet', 'statefulSetLabels', 'statefulSetAnnotations'],
    ['Labels and annotations of everything', 'commonLabels', 'commonAnnotations'],
    ['Update strategy', 'strategy'],
    ['Revisions to keep', 'revisionHistoryLimit'],
    ['Time until a pod counts', 'minReadySeconds'],
  ],
  Images: [
    ['Digest', 'digest'],
    ['Registry of all images', 'global.imageRegistry'],
    ['Pull secrets', 'imagePullSecrets'],
  ],
  Services: [
    ['Labels and annotations', 'service.labels', 'service.annotations'],
    ['Load balancer', 'loadBalancerClass', 'loadBalancerSourceRanges', 'externalTrafficPolicy'],
    ['Node port', 'nodePort'],
    ['IP families', 'ipFamilies', 'ipFamilyPolicy'],
  ],
  'Ways in': [
    ['Ingress with any hosts and paths', 'ingress.hosts'],
    ['Default backend', 'ingress.defaultBackend'],
    ['Controller, for streams', 'ingress.controller'],
    ['Gateway API', 'httpRoute'],
    ['OpenShift', 'route'],
  ],
  Scaling: [
    ['Own metrics', 'autoscaling.metrics'],
    ['Scaling policies', 'autoscaling.behavior'],
    ['KEDA', 'keda'],
    ['Vertical autoscaling', 'verticalAutoscaling'],
    ['Budget in percent', 'minAvailable', 'maxUnavailable'],
  ],
  Storage: [
    ['Existing claim', 'existingClaim'],
    ['Annotations and labels of the claim', 'persistence.annotations', 'persistence.labels'],
    ['Storage class', 'storageClass'],
  ],
  Secrets: [
    ['Existing Secret', 'existingSecret'],
    ['Its keys', 'existingSecretKeys'],
    ['External Secrets Operator', 'externalSecret'],
  ],
  Network: [
    ['Further rules', 'extraIngress', 'extraEgress'],
    ['Who answers DNS', 'networkPolicy.dns'],
    ['Addresses of load balancers', 'ingressCIDRs'],
  ],
  Monitoring: [
    ['Relabelings', 'relabelings', 'metricRelabelings'],
    ['Labels and namespace of monitors', 'serviceMonitor.labels', 'serviceMonitor.namespace'],
  ],
  'The rest': [
    ['Objects of the user', 'extraObjects'],
    ['ServiceAccount', 'serviceAccount.labels', 'serviceAccount.annotations'],
  ],
};

/** The paths of all values of a declaration, outside lists; `<name>` stands for an entry of a map. */
export function* pathsOf({ shape }: Declaration<unknown>, path = ''): Generator<string> {
  if (path !== '') yield path;
  if (shape.type === 'map') yield* pathsOf(shape.entry, `${path}.<name>`);
  if (shape.type !== 'section') return;
  for (const [key, field] of Object.entries(shape.fields))
    yield* pathsOf(field, path === '' ? key : `${path}.${key}`);
}

/** The paths at which a chart has a value of that name. */
export function placesOf(chart: StackName, key: string): readonly string[] {
  return [...pathsOf(stacks[chart].template().declaration)].filter(
    (path) => path === key || path.endsWith(`.${key}`),
  );
}

/** `docs/values.md`: what can be said in which chart, and where. */
export function valuesPage(): string {
  const charts = Object.keys(stacks) as StackName[];
  const tables = Object.entries(WISHES).map(([area, wishes]) => {
    const rows = wishes.map(([wish, ...keys]) => [
      `${wish}: ${keys.map((key) => `\`${key}\``).join(', ')}`,
      ...charts.map((chart) => cell(chart, keys)),
    ]);
    return `## ${area}\n\n${markdownTable(['Value', ...charts], rows)}`;
  });
  return [
    '# Values by chart\n',
    'What users of comparable charts set, and where each chart takes it: `chart` is the top of its values, and other words are the',
    'sections in which a component has a value of its own. Generated from the declarations by `npm run docs`.\n',
    ...tables,
  ].join('\n');
}

function cell(chart: StackName, keys: readonly string[]): string {
  const sections = keys.flatMap((key) =>
    placesOf(chart, key).map((path) => path.slice(0, path.length - key.length).replace(/\.$/, '')),
  );
  return [...new Set(sections)].map((section) => (section === '' ? 'chart' : `\`${section}\``)).join(', ');
}
