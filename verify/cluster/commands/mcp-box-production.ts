import { areAbsent, exist, has, isDeployed, isEmpty, names, prints, settles, waitUntil } from './checks';
import { deleted, newNamespace, passwords, uninstalled } from './setups';
import type { Step } from './step';

const PROD = 'mcp-prod';
const DEPLOYED = prints(/STATUS: deployed/);

const production: readonly Step[] = [
  newNamespace(PROD),
  passwords(PROD, 'redis-secret'),
  {
    id: 'P-C37',
    is: 'runs',
    replace: { '<strong-password>': 'a-strong-password', '<user-password>': 'a-password-of-the-user' },
    finds: [
      names('mysql-secret', 'created'),
      has(PROD, 'secret/mysql-secret', '.data.root-password', base64('a-strong-password')),
      has(PROD, 'secret/mysql-secret', '.data.password', base64('a-password-of-the-user')),
    ],
  },
  {
    setup: 'mcp-box in mcp-prod, to be upgraded',
    do: async (context) => {
      const { cluster, major, place, folder } = context;
      const chart = `${place.folder}/${folder}/helm`;
      await cluster.helm(major, 'install', 'mcp-box', chart, '-f', `${chart}/values-prod.yaml`, '-n', PROD);
      await waitUntil(settles(PROD), context);
    },
  },
  { id: 'P-C15', is: 'runs', finds: [DEPLOYED, settles(PROD), isDeployed(PROD, 'mcp-box', 2)] },
  {
    id: 'P-C16',
    is: 'runs',
    finds: [prints(/Rollback was a success/), settles(PROD), isDeployed(PROD, 'mcp-box', 3)],
  },
  {
    id: 'P-C17',
    is: 'runs',
    finds: [
      prints(/release "mcp-box" uninstalled/),
      isEmpty(PROD),
      // The data stays.
      exist(PROD, 'pvc/data-mcp-mysql-0', 'pvc/data-mcp-redis-0'),
    ],
  },
  deleted(PROD),
  { id: 'P-C38', is: 'elsewhere', reason: 'The shell, to copy a folder of the old way of deploying.' },
  {
    id: 'P-C41',
    is: 'rejected',
    says: /Unexpected args: \[backup\.\.\.\]/,
    reason: "Not a command: kubectl makes no backups. The chart's README has one that does.",
    document: 'docs/deviations.md#mcp-platform-commands',
  },
  {
    id: 'P-C43',
    is: 'runs',
    finds: [
      names('app-secret', 'created'),
      has('default', 'secret/app-secret', '.data.api-key', base64('xxx')),
    ],
  },
  {
    setup: 'app-secret is deleted',
    do: ({ cluster }) => cluster.kubectl('delete', 'secret', 'app-secret', '-n', 'default'),
  },
];

/** Last, with a controller whose webhook judges every Ingress. */
const ingressController: readonly Step[] = [
  {
    id: 'P-C06',
    is: 'runs',
    replace: { 'https://kubernetes.github.io/ingress-nginx': ({ place }) => place.repository.url },
    finds: [
      DEPLOYED,
      settles('ingress-nginx'),
      exist('ingress-nginx', 'ingressclass/nginx', 'deployment/ingress-nginx-controller'),
    ],
  },
  uninstalled('ingress-nginx', 'ingress-nginx'),
  deleted('ingress-nginx'),
  {
    setup: 'the class of the controller is gone',
    do: (context) => waitUntil(areAbsent('default', 'ingressclass/nginx'), context),
  },
];

/** What the document does in production, and what needs no release. */
export const MCP_BOX_PRODUCTION: readonly Step[] = [...production, ...ingressController];

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
