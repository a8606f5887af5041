import {
  anywhere,
  dns,
  namespaceNamed,
  podsOf,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import type { Ref } from '../../engine/template/expression';
import { and, equal, joined, not, text } from '../../engine/template/operators';
import { each, neverEmpty } from '../../engine/template/tree';
import { portsOf } from './repositories';
import { TEST_LABELS } from './test';
import type { proxyValues } from './values';

/** Who may connect to the Helm Proxy, and to whom it connects. */
export function proxyConnections(values: Ref<typeof proxyValues>): NetworkPolicyOptions {
  const { allowUnauthenticated, config, ingress, networkPolicy, service } = values;
  const { apiServerPorts } = networkPolicy;
  const ports = [config.port];
  return {
    from: [
      { peers: [podsOf(TEST_LABELS)], ports },
      {
        peers: [each(networkPolicy.clientNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: networkPolicy.clientNamespaces,
      },
      {
        peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: and(ingress.enabled, networkPolicy.ingressNamespaces),
      },
      // A Service that is open to the outside hands connections on with their own addresses.
      { peers: anywhere, ports, when: and(allowUnauthenticated, not(equal(service.type, 'ClusterIP'))) },
    ],
    to: [
      dns,
      // The API server and the repositories.
      {
        peers: anywhere,
        // There is a repository, whose port is in the one loop or in the other.
        ports: neverEmpty([
          each(apiServerPorts, 'port', (port) => ({ protocol: 'TCP', port })),
          portsOf(config.helmRepos, text` ${joined(apiServerPorts, ' ')} `),
        ]),
      },
    ],
  };
}
