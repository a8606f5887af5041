import { and, equal, joined, not, text } from '../../engine/template/operators';
import { each, neverEmpty } from '../../engine/template/tree';
import { fromGateways } from '../../kubernetes/http-route';
import {
  anywhere,
  fromIngressControllers,
  fromOutside,
  namespaceNamed,
  podsOf,
  toDns,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import { fromRouters } from '../../kubernetes/route';
import { repositoryPorts } from './repositories';
import type { ProxyStack } from './values';

/** Allowed connections to and from the Helm Proxy. */
export function proxyConnections(stack: ProxyStack): NetworkPolicyOptions {
  const { values } = stack;
  const { allowUnauthenticated, config, networkPolicy, service } = values;
  const { apiServerPorts } = networkPolicy;
  const ports = [config.port];
  return {
    from: [
      { peers: [podsOf(stack.testLabels)], ports },
      {
        peers: [each(networkPolicy.clientNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: networkPolicy.clientNamespaces,
      },
      fromIngressControllers(values, ports),
      fromGateways(values, ports),
      fromRouters(values, ports),
      fromOutside(and(allowUnauthenticated, not(equal(service.type, 'ClusterIP'))), ports),
    ],
    to: [
      toDns(networkPolicy),
      {
        reason: 'The API server and the repositories.',
        peers: anywhere,
        // Never empty: at least one repository is required, and its port is in one of the two lists.
        ports: neverEmpty([
          each(apiServerPorts, 'port', (port) => ({ protocol: 'TCP', port })),
          repositoryPorts(config.helmRepos, text` ${joined(apiServerPorts, ' ')} `),
        ]),
      },
    ],
  };
}
