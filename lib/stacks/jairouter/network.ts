import { equal, not, or } from '../../engine/template/operators';
import { each } from '../../engine/template/tree';
import { fromGateways } from '../../kubernetes/http-route';
import {
  fromIngressControllers,
  fromOutside,
  fromPrometheus,
  podsOf,
  toAnyDns,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import { fromRouters } from '../../kubernetes/route';
import type { JaiRouterStack } from './values';

/** Incoming and outgoing connections of JAiRouter. */
export function jairouterConnections(stack: JaiRouterStack): NetworkPolicyOptions {
  const { values } = stack;
  const { monitoring, networkPolicy, service } = values;
  const { serviceMonitor } = monitoring;
  const ports = [service.targetPort];
  return {
    suffix: '-netpol',
    from: [
      fromIngressControllers(values, ports),
      fromGateways(values, ports),
      fromRouters(values, ports),
      { peers: [podsOf(stack.testLabels)], ports },
      fromPrometheus(serviceMonitor, networkPolicy, ports),
      fromOutside(or(not(equal(service.type, 'ClusterIP')), service.nodePort.enabled), ports),
    ],
    to: [
      toAnyDns(
        networkPolicy,
        'As in the document: no peers means all peers, since the cluster DNS may have an address outside the pod network.',
      ),
      {
        reason:
          "Model servers inside and outside the cluster, configured in config and in JAiRouter's web UI.",
        peers: [],
        ports: [each(networkPolicy.backendPorts, 'port', (port) => ({ protocol: 'TCP', port }))],
        when: networkPolicy.backendPorts,
      },
    ],
  };
}
