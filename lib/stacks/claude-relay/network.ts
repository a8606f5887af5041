import type { Construct } from 'constructs';
import type { Component } from '../../kubernetes/component';
import { TEST_COMPONENT } from '../../kubernetes/helm-test';
import { anywhere, dns, namespaceNamed, podsOf, restrictNetwork } from '../../kubernetes/network-policy';
import type { Redis } from '../../kubernetes/redis/redis';
import type { Ref } from '../../engine/template/expression';
import { and, equal, not, or, orElse } from '../../engine/template/operators';
import { each } from '../../engine/template/tree';
import { TEST_LABELS } from './test';
import { RELAY_PORT } from './env';
import type { relayValues } from './values';

/** The pods of other systems that may connect to the relay: also those of `helm test`, which ask whether it is there. */
function systemsLetIn({ networkPolicy }: Ref<typeof relayValues>) {
  return each(networkPolicy.systems, 'system', (system) => podsOf({ 'app.kubernetes.io/part-of': system }));
}

/** The pods of other systems that may connect to the relay's Redis: those of `helm test` have nothing to do there. */
export function systemsLetInToRedis({ networkPolicy }: Ref<typeof relayValues>) {
  return each(networkPolicy.systems, 'system', (system) => ({
    podSelector: {
      matchLabels: { 'app.kubernetes.io/part-of': system },
      matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'NotIn', values: [TEST_COMPONENT] }],
    },
  }));
}

/** Makes the NetworkPolicy: who may connect to the relay, and to whom it connects. */
export function connectRelay(
  scope: Construct,
  component: Component,
  values: Ref<typeof relayValues>,
  redis: Redis,
): void {
  const { ingress, networkPolicy, service, serviceMonitor } = values;
  const ports = [RELAY_PORT];
  restrictNetwork(scope, component, {
    enabled: networkPolicy.enabled,
    from: [
      { peers: [podsOf(TEST_LABELS), systemsLetIn(values)], ports },
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
    extra: { ingress: networkPolicy.extraIngress, egress: networkPolicy.extraEgress },
  });
}
