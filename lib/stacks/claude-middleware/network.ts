import type { Expr, Ref } from '../../engine/template/expression';
import { and, equal, not, or } from '../../engine/template/operators';
import { choose, commented, each, when } from '../../engine/template/tree';
import {
  anywhere,
  namespaceNamed,
  podsOf,
  rangesOf,
  toDns,
  type Connection,
  type NetworkPolicyOptions,
  type Peer,
} from '../../kubernetes/network-policy';
import { fromRouters } from '../../kubernetes/route';
import { redisComponent } from '../../kubernetes/redis/redis';
import { relayChart } from '../claude-relay/chart';
import { RELAY_PORT } from '../claude-relay/env';
import type { MiddlewareStack, middlewareValues } from './values';

// With some network plugins an ipBlock does not match pods, so the rules have both peers.
const anyPeer: readonly Peer[] = [{ namespaceSelector: {} }, ...anywhere];

/** Incoming and outgoing connections of the middleware. */
export function middlewareConnections(stack: MiddlewareStack): NetworkPolicyOptions {
  return { from: clients(stack), to: targets(stack.values), suffix: '-netpol' };
}

function clients({ testLabels, values }: MiddlewareStack): Connection[] {
  const { httpRoute, ingress, loadBalancer, networkPolicy, service } = values;
  const { gatewayNamespaces, ingressNamespaces } = networkPolicy;
  const { sourceRanges } = loadBalancer;
  const exposed = or(loadBalancer.enabled, not(equal(service.type, 'ClusterIP')));
  return [
    {
      ports: [values.config.port],
      peers: [
        choose(
          or(ingressNamespaces, gatewayNamespaces),
          [
            podsOf(testLabels),
            each(ingressNamespaces, 'namespace', namespaceNamed),
            each(gatewayNamespaces, 'namespace', namespaceNamed),
          ],
          { namespaceSelector: {} },
        ),
        when(and(or(ingress.enabled, httpRoute.enabled), networkPolicy.ingressCIDRs), [
          rangesOf(networkPolicy.ingressCIDRs),
        ]),
        when(
          exposed,
          commented(
            'Connections from outside the cluster come from their own addresses, not from pods.',
            choose(sourceRanges, rangesOf(sourceRanges), anywhere),
          ),
        ),
      ],
    },
    fromRouters(values, [values.config.port]),
  ];
}

function targets({ networkPolicy, relay, redis }: Ref<typeof middlewareValues>): Connection[] {
  const [pods, redisPods] = [relayPods(relay.namespace, 'NotIn'), relayPods(relay.namespace, 'In')];
  return [
    toDns(networkPolicy),
    {
      reason: 'A network policy matches the port of the pod, not the port of the Service.',
      peers: [pods],
      ports: [RELAY_PORT],
      when: relay.inCluster,
    },
    { peers: anyPeer, ports: [relay.port], when: not(relay.inCluster) },
    { peers: [redisPods], ports: [redis.port], when: redis.inCluster },
    { peers: anyPeer, ports: [redis.port], when: not(redis.inCluster) },
  ];
}

/**
 * Pods of any release of the relay's chart: of its Redis (`In`) or of the relay itself (`NotIn`). The label for the component
 * distinguishes them, as the relay has none.
 */
function relayPods(namespace: Expr<string>, operator: 'In' | 'NotIn'): Peer {
  return {
    podSelector: {
      matchLabels: { 'app.kubernetes.io/part-of': relayChart.name },
      matchExpressions: [
        { key: 'app.kubernetes.io/component', operator, values: [redisComponent(relayChart)] },
      ],
    },
    namespaceSelector: when(namespace, { matchLabels: { 'kubernetes.io/metadata.name': namespace } }),
  };
}
