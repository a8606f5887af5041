import { equal, not } from '../../lib/engine/template/operators';
import { fromGateways } from '../../lib/kubernetes/http-route';
import {
  fromIngressControllers,
  fromOutside,
  fromPrometheus,
  podsOf,
  toDns,
  type NetworkPolicyOptions,
} from '../../lib/kubernetes/network-policy';
import { fromRouters } from '../../lib/kubernetes/route';
import { PORT } from './deployment';
import type { WebAppStack } from './values';

/** Incoming and outgoing connections of Web app. Whom else it connects to is added to `to`. */
export function webAppConnections({ testLabels, values }: WebAppStack): NetworkPolicyOptions {
  const { networkPolicy, service, serviceMonitor } = values;
  const ports = [PORT];
  return {
    from: [
      { peers: [podsOf(testLabels)], ports },
      fromIngressControllers(values, ports),
      fromGateways(values, ports),
      fromRouters(values, ports),
      fromPrometheus(serviceMonitor, networkPolicy, ports),
      fromOutside(not(equal(service.type, 'ClusterIP')), ports),
    ],
    to: [toDns(networkPolicy)],
  };
}
