import { TEST_COMPONENT } from '../../kubernetes/helm-test';
import {
  anywhere,
  dns,
  namespaceNamed,
  podsOf,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import type { Redis } from '../../kubernetes/redis/redis';
import type { Ref } from '../../engine/template/expression';
import { and, equal, not, or, orElse } from '../../engine/template/operators';
import { each } from '../../engine/template/tree';
import { RELAY_PORT } from './env';
import { TEST_LABELS } from './test';
import type { relayValues } from './values';

/** The pods of other systems that may connect to the relay: also those of `helm test`, which ask whether it is there. */
function clients({ networkPolicy }: Ref<typeof relayValues>) {
  return each(networkPolicy.systems, 'system', (system) => podsOf({ 'app.kubernetes.io/part-of': system }));
}

/** The pods of other systems that may connect to the relay's Redis: those of `helm test` have nothing to do there. */
export function clientsOfRedis({ networkPolicy }: Ref<typeof relayValues>) {
  return each(networkPolicy.systems, 'system', (system) => ({
    podSelector: {
      matchLabels: { 'app.kubernetes.io/part-of': system },
      matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'NotIn', values: [TEST_COMPONENT] }],
    },
  }));
}

/** Who may connect to the relay, and to whom it connects. */
export function relayConnections(values: Ref<typeof relayValues>, redis: Redis): NetworkPolicyOptions {
  const { ingress, networkPolicy, service, serviceMonitor } = values;
  const ports = [RELAY_PORT];
  return {
    from: [
      { peers: [podsOf(TEST_LABELS), clients(values)], ports },
      {
        peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
        ports,
        when: and(ingress.enabled, networkPolicy.ingressNamespaces),
      },
      {
        peers: [namespaceNamed(orElse(serviceMonitor.namespace, networkPolicy.monitoringNamespace))],
        ports,
        when: and(serviceMonitor.enabled, or(serviceMonitor.namespace, networkPolicy.monitoringNamespace)),
      },
      // A Service that is open to the outside hands connections on with their own addresses.
      { peers: anywhere, ports, when: not(equal(service.type, 'ClusterIP')) },
    ],
    to: [
      dns,
      ...redis.connections,
      // The APIs that accounts belong to and the price list; which they are is set in the relay's own pages.
      { peers: anywhere, ports: [443] },
    ],
  };
}
