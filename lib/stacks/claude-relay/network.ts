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

/** Pods of other stacks with access to the relay, including their `helm test` pods, which check the relay's health. */
function clients({ networkPolicy }: Ref<typeof relayValues>) {
  return each(networkPolicy.clientStacks, 'stack', (stack) => podsOf({ 'app.kubernetes.io/part-of': stack }));
}

/** Pods of other stacks with access to the relay's Redis, except their `helm test` pods, which do not use it. */
export function clientsOfRedis({ networkPolicy }: Ref<typeof relayValues>) {
  return each(networkPolicy.clientStacks, 'stack', (stack) => ({
    podSelector: {
      matchLabels: { 'app.kubernetes.io/part-of': stack },
      matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'NotIn', values: [TEST_COMPONENT] }],
    },
  }));
}

/** Incoming and outgoing connections of the relay. */
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
      {
        reason:
          'Connections through a Service of type NodePort or LoadBalancer come from addresses outside the cluster.',
        peers: anywhere,
        ports,
        when: not(equal(service.type, 'ClusterIP')),
      },
    ],
    to: [
      dns,
      ...redis.connections,
      {
        reason: "The APIs of the accounts, configured in the relay's web UI, and the price list.",
        peers: anywhere,
        ports: [443],
      },
    ],
  };
}
