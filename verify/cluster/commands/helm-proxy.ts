import { NODES } from '../support/nodes';
import { settled } from '../support/workloads';
import { isEmpty, listsPodsOf, names, prints, settles, waitUntil } from './checks';
import { asksFor, calls, leadsTo } from './container-checks';
import { deleted, newNamespace } from './setups';
import type { Elsewhere, InContainer, Scenario } from './step';

const NAMESPACE = 'default';
const PROXY = 'helm-proxy';
/** Where the application of the document's requests goes. */
const TARGET = 'podinfo-ns';
const ACCOUNT = `system:serviceaccount:${NAMESPACE}:${PROXY}`;

const shell = (id: string): Elsewhere => ({
  id,
  is: 'elsewhere',
  reason: 'A variable of the shell; in a cluster the chart sets it.',
});
const request = (id: string): InContainer => ({
  id,
  is: 'container',
  reason: 'The answer is that of a container.',
  run: false,
  finds: [calls('localhost:8443'), leadsTo(NAMESPACE, PROXY, 8443, PROXY)],
});

export const HELM_PROXY: Scenario = {
  name: 'helm-proxy',
  folder: 'helm-proxy',
  withHelm: false,
  steps: [
    ...['H-C01', 'H-C02', 'H-C03', 'H-C04', 'H-C05'].map(shell),
    { id: 'H-C06', is: 'elsewhere', reason: "The document's program itself, on a machine of its own." },
    { id: 'H-C07', is: 'elsewhere', reason: 'Docker.' },
    newNamespace(TARGET),
    {
      id: 'H-C08',
      is: 'runs',
      finds: [names('helm-proxy'), prints(/deployment\.apps\/helm-proxy/), settles(NAMESPACE)],
    },
    ...['H-C09'].map(request),
    ...['H-C10', 'H-C11', 'H-C12', 'H-C13', 'H-C14'].map(shell),
    ...['H-C15', 'H-C16', 'H-C17', 'H-C18'].map(request),
    {
      setup: 'an application, made with the rights of the proxy',
      do: async ({ cluster }) => {
        const image = 'ghcr.io/stefanprodan/podinfo:6.5.4';
        await cluster.kubectl(
          'create',
          'deployment',
          'podinfo',
          '--image',
          image,
          '-n',
          TARGET,
          '--as',
          ACCOUNT,
        );
        await settled(cluster, TARGET);
      },
    },
    { id: 'H-C19', is: 'runs', replace: { '<namespace>': TARGET }, finds: [listsPodsOf(TARGET, 'podinfo')] },
    ...['H-C20', 'H-C21'].map(shell),
    {
      id: 'H-C22',
      is: 'runs',
      finds: [
        async ({ cluster }, { stdout }) => {
          const context = (await cluster.kubectl('config', 'current-context')).trim();
          if (!stdout.includes(`current-context: ${context}`)) throw new Error(`It must name ${context}.`);
        },
      ],
    },
    shell('H-C23'),
    {
      id: 'H-C24',
      is: 'container',
      reason: 'Logs are those of a container.',
      run: true,
      ...asksFor('containerLogs', NAMESPACE, { [PROXY]: PROXY }, 'all'),
    },
    { id: 'H-C25', is: 'runs', finds: [names(...NODES)] },
    {
      id: 'H-C26',
      is: 'runs',
      finds: [
        prints(/^\*\.\*/m),
        // And of the proxy, which is what the document wants to know.
        async ({ cluster }) => {
          const rights = await cluster.kubectl('auth', 'can-i', '--list', '-n', TARGET, '--as', ACCOUNT);
          if (!/^deployments\.apps .*create/m.test(rights))
            throw new Error(`The proxy must be let make Deployments in ${TARGET}:\n${rights}`);
        },
      ],
    },
    {
      setup: 'helm-proxy is deleted',
      do: async (context) => {
        await context.cluster.kubectl('delete', '-f', `${context.place.folder}/helm-proxy`);
        await waitUntil(isEmpty(NAMESPACE), context);
      },
    },
    deleted(TARGET),
  ],
};
