import { areAbsent, exist, has, isDeployed, isEmpty, listsPodsOf, names, prints, settles } from './checks';
import { asksFor } from './container-checks';
import { uninstalled } from './setups';
import type { Scenario, Step } from './step';

const NAMESPACE = 'default';
const DEPLOYED = prints(/STATUS: deployed/);
const REQUIRED = ' --set config.jwtSecret=test-jwt --set config.encryptionKey=test-enc';
const NEEDS_SECRETS = {
  is: 'rejected',
  says: /config\.jwtSecret is required; set it .*, or name a Secret in config\.existingSecret/,
  reason: 'The relay exits without the two secrets, which the document calls required and leaves out here.',
  document: 'docs/deviations.md#claude-relay-default-installation',
} as const;

const withSecrets = (documented: string): string => documented + REQUIRED;

/** From a repository, or from the folder of the chart, as `my-claude-relay`. */
const quickStart: readonly Step[] = [
  {
    id: 'R-C01',
    is: 'runs',
    replace: { 'https://your-helm-repo.com': ({ place }) => place.repository.url },
    finds: [prints(/"claude-relay" has been added/)],
  },
  {
    id: 'R-C02',
    is: 'runs',
    finds: [
      prints(/Successfully got an update from the "claude-relay" chart repository/),
      async ({ cluster, major, place }) => {
        const { HELM_CACHE_HOME = '', HELM_CONFIG_HOME = '' } = place.environment(major);
        const found = await cluster.helm(
          major,
          ...['search', 'repo', 'claude-relay/claude-relay'],
          ...['--repository-cache', `${HELM_CACHE_HOME}/repository`],
          ...['--repository-config', `${HELM_CONFIG_HOME}/repositories.yaml`],
        );
        if (!found.includes('claude-relay/claude-relay'))
          throw new Error(`It must have the chart:\n${found}`);
      },
    ],
  },
  { id: 'R-C03', is: 'elsewhere', reason: 'Git, with the address of a repository that is a placeholder.' },
  {
    id: 'R-C04',
    is: 'elsewhere',
    reason: 'The shell; the commands after it run in that folder here.',
  },
  {
    id: 'R-C05',
    ...NEEDS_SECRETS,
    instead: { line: withSecrets, finds: [DEPLOYED, settles(NAMESPACE)] },
  },
  uninstalled(NAMESPACE, 'my-claude-relay'),
  {
    id: 'R-C06',
    is: 'runs',
    finds: [DEPLOYED, settles(NAMESPACE), exist(NAMESPACE, 'secret/my-claude-relay-secret')],
  },
  uninstalled(NAMESPACE, 'my-claude-relay'),
  {
    id: 'R-C07',
    ...NEEDS_SECRETS,
    instead: {
      line: withSecrets,
      finds: [DEPLOYED, settles(NAMESPACE), areAbsent(NAMESPACE, 'statefulset/my-claude-relay-redis')],
    },
  },
  uninstalled(NAMESPACE, 'my-claude-relay'),
  {
    id: 'R-C08',
    ...NEEDS_SECRETS,
    instead: {
      line: withSecrets,
      finds: [
        DEPLOYED,
        settles(NAMESPACE),
        has(NAMESPACE, 'ingress/my-claude-relay', '.spec.rules[0].host', 'claude-relay.example.com'),
      ],
    },
  },
  uninstalled(NAMESPACE, 'my-claude-relay'),
];

/** From the root of the repository, as `claude-relay`. */
const daily: readonly Step[] = [
  {
    id: 'R-C09',
    is: 'runs',
    finds: [DEPLOYED, settles(NAMESPACE), isDeployed(NAMESPACE, 'claude-relay', 1)],
  },
  {
    id: 'R-C17',
    is: 'runs',
    finds: [listsPodsOf(NAMESPACE, 'claude-relay')],
  },
  {
    id: 'R-C16',
    is: 'container',
    reason: 'Logs are those of a container.',
    run: true,
    ...asksFor('containerLogs', NAMESPACE, { 'claude-relay-redis': 'redis' }, 'all'),
  },
  {
    id: 'R-C18',
    is: 'container',
    reason: 'Logs are those of a container.',
    run: true,
    ...asksFor('containerLogs', NAMESPACE, { 'claude-relay': 'relay' }, 'all'),
  },
  { id: 'R-C19', is: 'runs', finds: [names('claude-relay-config'), prints(/^kind: ConfigMap$/m)] },
  {
    id: 'R-C20',
    is: 'runs',
    finds: [names('claude-relay-secret', 'JWT_SECRET', 'ENCRYPTION_KEY'), prints(/^kind: Secret$/m)],
  },
  {
    id: 'R-C12',
    is: 'runs',
    // With its secrets, which Helm keeps where an upgrade names no values.
    finds: [DEPLOYED, settles(NAMESPACE), isDeployed(NAMESPACE, 'claude-relay', 2)],
  },
  {
    id: 'R-C13',
    is: 'runs',
    finds: [
      DEPLOYED,
      settles(NAMESPACE),
      isDeployed(NAMESPACE, 'claude-relay', 3),
      has(NAMESPACE, 'configmap/claude-relay-config', '.data.LOG_LEVEL', 'debug'),
    ],
  },
  { id: 'R-C14', is: 'runs', finds: [prints(/release "claude-relay" uninstalled/), isEmpty(NAMESPACE)] },
  {
    id: 'R-C15',
    is: 'runs',
    finds: [
      names('claude-relay-data', 'data-claude-relay-redis-0'),
      areAbsent(NAMESPACE, 'pvc/claude-relay-data', 'pvc/data-claude-relay-redis-0'),
    ],
  },
  {
    id: 'R-C10',
    is: 'runs',
    finds: [
      DEPLOYED,
      settles(NAMESPACE),
      exist(NAMESPACE, 'hpa/claude-relay', 'ingress/claude-relay', 'servicemonitor/claude-relay'),
      areAbsent(NAMESPACE, 'statefulset/claude-relay-redis'),
    ],
  },
  uninstalled(NAMESPACE, 'claude-relay'),
  {
    id: 'R-C11',
    is: 'runs',
    finds: [
      DEPLOYED,
      settles(NAMESPACE),
      exist(NAMESPACE, 'configmap/claude-relay-dev-config', 'secret/claude-relay-dev-secret'),
    ],
  },
  uninstalled(NAMESPACE, 'claude-relay-dev'),
  ...['R-C21', 'R-C22', 'R-C23'].map((id) => ({
    id,
    is: 'elsewhere' as const,
    reason: 'Git, to send a change to the project.',
  })),
];

export const CLAUDE_RELAY: readonly Scenario[] = [
  {
    name: 'claude-relay from its chart',
    folder: 'claude-relay-service/charts/claude-relay',
    withHelm: true,
    steps: quickStart,
  },
  { name: 'claude-relay', folder: 'claude-relay-service', withHelm: true, steps: daily },
];
