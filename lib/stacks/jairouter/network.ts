import {
  anywhere,
  namespaceNamed,
  podsOf,
  type Connection,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import type { Ref } from '../../engine/template/expression';
import { and, equal, not, or, orElse } from '../../engine/template/operators';
import { each } from '../../engine/template/tree';
import { TEST_LABELS } from './test';
import type { jairouterValues } from './values';

// As the document has it: no peers are all peers, and a cluster's name service may have an address outside its pods.
const anyDns: Connection = { peers: [], ports: [53], protocols: ['TCP', 'UDP'] };

/** Who may connect to JAiRouter, and to whom it connects. */
export function jairouterConnections(values: Ref<typeof jairouterValues>): NetworkPolicyOptions {
  const { ingress, monitoring, networkPolicy, service } = values;
  const { serviceMonitor } = monitoring;
  const ports = [service.targetPort];
  return {
    suffix: '-netpol',
    from: [
      {
        peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: and(ingress.enabled, networkPolicy.ingressNamespaces),
      },
      { peers: [podsOf(TEST_LABELS)], ports },
      {
        peers: [namespaceNamed(orElse(serviceMonitor.namespace, networkPolicy.monitoringNamespace))],
        ports,
        when: and(serviceMonitor.enabled, or(serviceMonitor.namespace, networkPolicy.monitoringNamespace)),
      },
      // A Service that is open to the outside hands connections on with their own addresses.
      {
        peers: anywhere,
        ports,
        when: or(not(equal(service.type, 'ClusterIP')), service.nodePort.enabled),
      },
    ],
    to: [
      anyDns,
      // Model servers inside and outside the cluster; which they are is in config and in JAiRouter's own pages.
      {
        peers: [],
        ports: [each(networkPolicy.backendPorts, 'port', (port) => ({ protocol: 'TCP', port }))],
        when: networkPolicy.backendPorts,
      },
    ],
  };
}
