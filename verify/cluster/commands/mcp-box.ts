import { NODES } from '../support/nodes';
import { aPodOf, has, isDeployed, listsPodsOf, names, prints, runsPods, settles, waitUntil } from './checks';
import { asksFor, attachesAndRemoves, calls, leadsTo } from './container-checks';
import { MCP_BOX_PRODUCTION } from './mcp-box-production';
import { deleted, isGone, newNamespace, passwords, uninstalled } from './setups';
import type { Context, Scenario, Step } from './step';

const DEV = 'mcp-dev';
const GATEWAY = 'mcp-gateway';
const WORKLOADS = { 'mcp-gateway': 'service', 'mcp-mysql': 'mysql', 'mcp-redis': 'redis' };
const DEPLOYED = prints(/STATUS: deployed/);

const before: readonly Step[] = [
  { id: 'P-C01', is: 'elsewhere', reason: 'Homebrew.' },
  { id: 'P-C02', is: 'elsewhere', reason: 'A download of Helm.' },
  {
    id: 'P-C03',
    is: 'runs',
    finds: [({ major }, outcome) => prints(new RegExp(`v${major}\\.`))({} as Context, outcome)],
  },
  { id: 'P-C04', is: 'runs', finds: [prints(/Kubernetes control plane is running at https:/)] },
  { id: 'P-C05', is: 'runs', finds: [names(...NODES)] },
  { id: 'P-C31', is: 'runs', finds: [prints(/1 chart\(s\) linted, 0 chart\(s\) failed/)] },
  { id: 'P-C32', is: 'runs', finds: [names(...Object.keys(WORKLOADS), DEV)] },
  isGone(DEV),
  // Before there is a release in mcp-dev: without --namespace this is another one, with the same objects.
  {
    id: 'P-C33',
    is: 'runs',
    finds: [names(...Object.keys(WORKLOADS), DEV), prints(/STATUS: pending-install/)],
  },
];

const development: readonly Step[] = [
  newNamespace(DEV),
  passwords(DEV, 'mysql-secret'),
  {
    id: 'P-C14',
    is: 'runs',
    finds: [DEPLOYED, settles(DEV), isDeployed(DEV, 'mcp-box', 1)],
  },
  { id: 'P-C18', is: 'runs', finds: [names('mcp-box', DEV), DEPLOYED] },
  { id: 'P-C19', is: 'runs', finds: [listsPodsOf(DEV, ...Object.keys(WORKLOADS))] },
  { id: 'P-C20', is: 'runs', finds: [names(...Object.keys(WORKLOADS))] },
  { id: 'P-C21', is: 'runs', finds: [names(GATEWAY, 'gateway.dev.example.com')] },
  {
    id: 'P-C22',
    is: 'container',
    reason: 'Logs are those of a container.',
    run: true,
    ...asksFor('containerLogs', DEV, { [GATEWAY]: 'service' }, 'one'),
  },
  {
    id: 'P-C23',
    is: 'container',
    reason: 'Logs are those of a container.',
    run: true,
    ...asksFor('containerLogs', DEV, WORKLOADS, 'all'),
  },
  { id: 'P-C28', is: 'runs', finds: [prints(/^1 .*deployed.*mcp-box-/m)] },
  {
    id: 'P-C29',
    is: 'runs',
    replace: { '<pod-name>': aPodOf(DEV, GATEWAY) },
    finds: [prints(/^Name: +mcp-gateway-/m)],
  },
  { id: 'P-C30', is: 'runs', finds: [prints(/replicaset\/mcp-gateway-/), prints(/statefulset\/mcp-mysql /)] },
  {
    id: 'P-C34',
    is: 'runs',
    finds: [prints(/^mcp-gateway +\d+\.\d+\.\d+\.\d+:\d+ /m), names('mcp-mysql', 'mcp-redis')],
  },
  {
    id: 'P-C35',
    is: 'container',
    reason: 'A shell in a container.',
    run: true,
    finds: [attachesAndRemoves('default', 'test-pod')],
  },
  {
    id: 'P-C36',
    is: 'container',
    reason: 'Asked in a container, and the answer is that of another.',
    run: false,
    finds: [calls('http://mcp-gateway:8080'), leadsTo(DEV, GATEWAY, 8080, GATEWAY)],
  },
  {
    id: 'P-C25',
    is: 'rejected',
    says: /infrastructure\.mysql\.persistence\.enabled differs from what the StatefulSet in the cluster has, which Kubernetes does not change/,
    reason:
      'Helm starts from the defaults of the chart when one value is given, and those have volumes for the databases, which ' +
      'the development values have not: Kubernetes does not let the claims of a StatefulSet change.',
    document: 'docs/deviations.md#mcp-platform-commands',
    instead: {
      line: (documented) => `${documented} --reset-then-reuse-values`,
      finds: [
        DEPLOYED,
        runsPods(DEV, GATEWAY, 3),
        has(DEV, 'statefulset/mcp-mysql', '.spec.volumeClaimTemplates', ''),
      ],
    },
  },
  {
    setup: 'one pod again, as the development values say',
    do: async (context) => {
      const { cluster, major, place, folder } = context;
      const chart = `${place.folder}/${folder}/helm`;
      await cluster.helm(major, 'upgrade', 'mcp-box', chart, '-f', `${chart}/values-dev.yaml`, '-n', DEV);
      await waitUntil(runsPods(DEV, GATEWAY, 1), context);
    },
  },
  { id: 'P-C26', is: 'runs', finds: [names(GATEWAY, 'scaled'), runsPods(DEV, GATEWAY, 3)] },
  {
    id: 'P-C27',
    is: 'runs',
    finds: [
      DEPLOYED,
      runsPods(DEV, GATEWAY, 3),
      async ({ cluster, major }) => {
        const values = await cluster.helm(major, 'get', 'values', 'mcp-box', '-n', DEV);
        if (!values.includes('replicas: 3')) throw new Error(`The release must have 3 replicas:\n${values}`);
      },
    ],
  },
  uninstalled(DEV, 'mcp-box'),
  deleted(DEV),
];

export const MCP_BOX: Scenario = {
  name: 'mcp-box',
  folder: 'backend/deploy',
  withHelm: true,
  steps: [...before, ...development, ...MCP_BOX_PRODUCTION],
};
