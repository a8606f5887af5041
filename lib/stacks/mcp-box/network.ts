import { and, equal, not } from '../../engine/template/operators';
import { fromGateways } from '../../kubernetes/http-route';
import {
  anywhere,
  fromIngressControllers,
  fromOutside,
  monitoringPeer,
  podsOf,
  toDns,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import { fromRouters } from '../../kubernetes/route';
import { connectionsTo } from './databases';
import type { Service } from './program';
import { apiConnections } from './rbac';

/** Allowed connections to and from the pods of a service. */
export function serviceConnections(service: Service): NetworkPolicyOptions {
  const { stack, databases, values } = service;
  const { networkPolicy } = stack.values;
  const { containerPort, httpRoute, ingress, metrics, network, route, uses } = values;
  const ports = [containerPort];
  const api = apiConnections(service);
  return {
    from: [
      {
        reason: 'The services use one another, and helm test checks each of them.',
        peers: [podsOf(stack.main.selector), podsOf(stack.testLabels)],
        ports,
      },
      fromIngressControllers({ ingress, networkPolicy }, ports),
      fromGateways({ httpRoute, networkPolicy }, ports),
      fromRouters({ route }, ports),
      {
        peers: [monitoringPeer(networkPolicy.monitoringNamespace)],
        ports,
        when: and(metrics.enabled, networkPolicy.monitoringNamespace),
      },
      fromOutside(not(equal(values.service.type, 'ClusterIP')), ports),
      ...api.from,
    ],
    to: [
      toDns(networkPolicy),
      ...connectionsTo(databases, uses, network.namespacePods),
      { peers: [podsOf(stack.main.selector)], ports: [], when: not(network.namespacePods) },
      { peers: [{ podSelector: {} }], ports: [], when: network.namespacePods },
      { peers: anywhere, ports: [443], when: network.internet },
      ...api.to,
    ],
  };
}
