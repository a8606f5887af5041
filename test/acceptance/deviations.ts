/** A statement that we do otherwise on purpose. */
export interface Deviation {
  /** The id of the row or command. */
  readonly row: string;
  /** Which of its assertions, from 0. */
  readonly assertion: number;
  /** The keys of the stated map that are otherwise, while the others hold. Without it, all is otherwise. */
  readonly keys?: readonly string[];
  readonly reason: string;
  /** Where the project's users read about it. */
  readonly document: `docs/${string}.md#${string}`;
}

const RELAY_IMAGE = {
  reason:
    'The stated image ghcr.io/your-username/claude-relay-service is a placeholder that nobody can pull. ' +
    'The default is the image that the project publishes, ghcr.io/wei-shaw/claude-relay-service.',
  document: 'docs/deviations.md#claude-relay-image-repository',
} as const;

const PROXY_PERMISSIONS = {
  reason:
    'The stated binding to cluster-admin gives the cluster to whoever reaches an API without a login. By default there are ' +
    'Roles in the namespaces that are named; rbac.allowClusterAdmin makes the binding.',
  document: 'docs/deviations.md#helm-proxy-permissions',
} as const;

const JAIROUTER_IMAGE = {
  reason:
    'The stated image jairouter/model-router does not exist, and latest changes under running pods. ' +
    'The default is a release that the project publishes, sodlinken/jairouter:3.1.1. The version of the chart goes up with it.',
  document: 'docs/deviations.md#jairouter-image',
} as const;

const JAIROUTER_PROBES = {
  reason: 'The published images answer 401 under the stated paths, so pods would be restarted for ever.',
  document: 'docs/deviations.md#jairouter-probes',
} as const;

const JAIROUTER_STATE = {
  reason: 'The database is a file that one process can open, so several pods cannot share a volume of it.',
  document: 'docs/deviations.md#jairouter-several-pods-and-the-volume',
} as const;

const MCP_IMAGES = {
  reason:
    'Neither registry.example.com nor mcp/gateway exists; the default is the image that the project publishes, ' +
    'docker.io/77kymo/mcp-gateway. Its tag is empty, or global.version would do nothing.',
  document: 'docs/deviations.md#mcp-platform-images',
} as const;

const MCP_HOST = {
  reason:
    'A literal host would not follow global.domain. It is empty for the key of the service under that domain, which with the ' +
    'documented domain is the documented host.',
  document: 'docs/deviations.md#mcp-platform-hosts',
} as const;

const MCP_TEMPLATES = {
  reason:
    'One template makes an object for every service, so that a new service needs no template of its own.',
  document: 'docs/deviations.md#mcp-platform-a-new-service',
} as const;

const MCP_VALUES = ['global.registry', 'services.gateway.image', 'services.gateway.ingress.host'];

/** All of them. One that is no longer needed makes a test fail, as does one that is missing. */
export const DEVIATIONS: readonly Deviation[] = [
  { row: 'R-009', assertion: 0, keys: ['image.repository'], ...RELAY_IMAGE },
  { row: 'R-037', assertion: 0, keys: ['image.repository'], ...RELAY_IMAGE },
  { row: 'R-039', assertion: 0, ...RELAY_IMAGE },
  { row: 'R-039', assertion: 1, ...RELAY_IMAGE },
  { row: 'H-002', assertion: 0, ...PROXY_PERMISSIONS },
  { row: 'H-048', assertion: 0, ...PROXY_PERMISSIONS },
  { row: 'H-048', assertion: 1, ...PROXY_PERMISSIONS },
  { row: 'J-008', assertion: 0, ...JAIROUTER_STATE },
  {
    row: 'J-029',
    assertion: 0,
    reason: 'An instance without an instance-id gets no requests: callers get an empty answer.',
    document: 'docs/deviations.md#jairouter-configuration',
  },
  { row: 'J-038', assertion: 0, ...JAIROUTER_STATE },
  { row: 'J-045', assertion: 0, ...JAIROUTER_IMAGE },
  { row: 'J-054', assertion: 0, keys: ['httpGet'], ...JAIROUTER_PROBES },
  { row: 'J-055', assertion: 0, keys: ['httpGet.path'], ...JAIROUTER_PROBES },
  { row: 'J-058', assertion: 0, ...JAIROUTER_STATE },
  {
    row: 'J-083',
    assertion: 0,
    reason: 'With the stated least memory, 128Mi, the Java machine is killed while it starts.',
    document: 'docs/deviations.md#jairouter-vertical-autoscaling',
  },
  {
    row: 'J-089',
    assertion: 0,
    keys: ['expr'],
    reason:
      'One Prometheus may watch several environments, whose Services have one name; the namespace keeps them apart.',
    document: 'docs/deviations.md#jairouter-alerts',
  },
  { row: 'J-095', assertion: 0, keys: ['appVersion', 'version'], ...JAIROUTER_IMAGE },
  { row: 'J-099', assertion: 0, ...JAIROUTER_IMAGE },
  { row: 'J-099', assertion: 1, ...JAIROUTER_IMAGE },
  { row: 'J-101', assertion: 0, ...JAIROUTER_IMAGE },
  { row: 'J-101', assertion: 1, ...JAIROUTER_IMAGE },
  { row: 'J-143', assertion: 0, keys: ['httpGet'], ...JAIROUTER_PROBES },
  { row: 'J-144', assertion: 0, keys: ['httpGet.path'], ...JAIROUTER_PROBES },
  { row: 'J-C06', assertion: 0, ...JAIROUTER_STATE },
  { row: 'P-004', assertion: 0, keys: MCP_VALUES, ...MCP_IMAGES },
  { row: 'P-010', assertion: 0, ...MCP_TEMPLATES },
  { row: 'P-011', assertion: 0, ...MCP_TEMPLATES },
  { row: 'P-012', assertion: 0, ...MCP_TEMPLATES },
  { row: 'P-015', assertion: 0, keys: MCP_VALUES, ...MCP_IMAGES },
  { row: 'P-030', assertion: 0, ...MCP_IMAGES },
  { row: 'P-030', assertion: 1, ...MCP_IMAGES },
  { row: 'P-049', assertion: 0, ...MCP_IMAGES },
  { row: 'P-050', assertion: 0, ...MCP_IMAGES },
  { row: 'P-054', assertion: 0, ...MCP_HOST },
  {
    row: 'P-102',
    assertion: 2,
    reason:
      'After an outage of MySQL the gateway hangs and answers /health nevertheless, so its liveness probe makes a call.',
    document: 'docs/deviations.md#mcp-platform-probes',
  },
];
