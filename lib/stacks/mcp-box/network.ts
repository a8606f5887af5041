import {
  anywhere,
  dns,
  namespaceNamed,
  podsOf,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import { and, equal, not } from '../../engine/template/operators';
import { each } from '../../engine/template/tree';
import { connectionsTo } from './databases';
import type { Service } from './program';
import { connectionsOfRights } from './rbac';
import { TEST_LABELS } from './test';

/** Who may connect to its pods, and whom they may connect to. */
export function serviceConnections(service: Service): NetworkPolicyOptions {
  const { stack, databases, values } = service;
  const { networkPolicy } = stack.values;
  const { containerPort, ingress, metrics, network, uses } = values;
  const ports = [containerPort];
  const rights = connectionsOfRights(service);
  return {
    from: [
      // The services use one another, and `helm test` asks each.
      { peers: [podsOf(stack.main.selector), podsOf(TEST_LABELS)], ports },
      {
        peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: and(ingress.enabled, networkPolicy.ingressNamespaces),
      },
      {
        peers: [namespaceNamed(networkPolicy.monitoringNamespace)],
        ports,
        when: and(metrics.enabled, networkPolicy.monitoringNamespace),
      },
      // A Service that is open to the outside hands connections on with their own addresses.
      { peers: anywhere, ports, when: not(equal(values.service.type, 'ClusterIP')) },
      ...rights.from,
    ],
    to: [
      dns,
      ...connectionsTo(databases, uses, network.namespacePods),
      { peers: [podsOf(stack.main.selector)], ports: [], when: not(network.namespacePods) },
      { peers: [{ podSelector: {} }], ports: [], when: network.namespacePods },
      { peers: anywhere, ports: [443], when: network.internet },
      ...rights.to,
    ],
  };
}
