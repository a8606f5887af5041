import type { Condition } from '../../support/values-of';
import type { Reachability } from '../reachability';

const withClients: Condition<'helm-proxy'> = ({ networkPolicy }) =>
  networkPolicy.clientNamespaces?.includes('ci');

/** Who has to reach the Helm proxy, and whom it has to reach. It asks for no login, so the first matters. */
export const reachability: Reachability<'helm-proxy'> = {
  needs: [
    {
      from: 'CI job',
      to: 'helm-proxy',
      ports: [8443],
      when: withClients,
      reason: 'CI installs charts through it (networkPolicy.clientNamespaces).',
    },
    {
      from: 'helm-proxy-test-connection',
      to: 'helm-proxy',
      ports: [8443],
      reason: '`helm test` asks for /health.',
    },
    {
      from: ['helm-proxy', 'helm-proxy-test-connection'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Repositories, the API server and the proxy itself are known by name.',
    },
    {
      from: 'helm-proxy',
      to: 'API server',
      ports: [443, 6443],
      reason: 'It installs charts. Policies see the port of the Service or the one behind it, by plugin.',
    },
    {
      from: 'helm-proxy',
      to: ['internet', 'internet over IPv6'],
      ports: [443],
      reason: 'Charts come from https://charts.example.com (config.helmRepos).',
    },
  ],
  allowances: [
    {
      from: 'namespace ci',
      to: 'helm-proxy',
      ports: [8443],
      when: withClients,
      reason: 'The namespace is known, the labels of the jobs are not.',
    },
    {
      from: 'helm-proxy',
      to: 'any address',
      ports: [443, 6443],
      reason: 'No selector picks the API server, and a policy knows no host names.',
    },
    {
      from: 'helm-proxy-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'helm-proxy-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};
