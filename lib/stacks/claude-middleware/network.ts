import { equal, not, or } from '../../engine/template/operators';
import type { Expr, Ref } from '../../engine/template/expression';
import { choose, each, when } from '../../engine/template/tree';
import {
  anywhere,
  dns,
  namespaceNamed,
  podsOf,
  type Connection,
  type NetworkPolicyOptions,
  type Peer,
} from '../../kubernetes/network-policy';
import { redisComponent } from '../../kubernetes/redis/redis';
import { relayChart } from '../claude-relay/chart';
import { RELAY_PORT } from '../claude-relay/env';
import { TEST_PODS } from './test';
import type { middlewareValues } from './values';

// An address range does not stand for pods with every network plugin, so both are named.
const everywhere: readonly Peer[] = [{ namespaceSelector: {} }, ...anywhere];

/** Who may connect to the middleware, and whom it connects to. */
export function middlewareConnections(values: Ref<typeof middlewareValues>): NetworkPolicyOptions {
  return { from: clients(values), to: targets(values), suffix: '-netpol' };
}

function clients(values: Ref<typeof middlewareValues>): Connection[] {
  const { loadBalancer, networkPolicy, service } = values;
  const { ingressNamespaces: namespaces } = networkPolicy;
  const { sourceRanges } = loadBalancer;
  const openToOutside = or(loadBalancer.enabled, not(equal(service.type, 'ClusterIP')));
  return [
    {
      ports: [values.config.port],
      peers: [
        choose(namespaces, [podsOf(TEST_PODS), each(namespaces, 'namespace', namespaceNamed)], {
          namespaceSelector: {},
        }),
        // Who comes from outside the cluster comes with an address of its own.
        when(
          openToOutside,
          choose(
            sourceRanges,
            each(sourceRanges, 'range', (cidr) => ({ ipBlock: { cidr } })),
            anywhere,
          ),
        ),
      ],
    },
  ];
}

function targets({ relay, redis }: Ref<typeof middlewareValues>): Connection[] {
  const [pods, redisPods] = [podsOfRelay(relay.namespace, 'NotIn'), podsOfRelay(relay.namespace, 'In')];
  return [
    dns,
    // A policy sees the port of the pod, not that of the Service in front of it.
    { peers: [pods], ports: [RELAY_PORT], when: relay.inCluster },
    { peers: everywhere, ports: [relay.port], when: not(relay.inCluster) },
    { peers: [redisPods], ports: [redis.port], when: redis.inCluster },
    { peers: everywhere, ports: [redis.port], when: not(redis.inCluster) },
  ];
}

/**
 * The pods of a release of the relay's chart, whatever it is called: of the relay or of its Redis, which are told apart by the
 * component, as the relay has none.
 */
function podsOfRelay(namespace: Expr<string>, operator: 'In' | 'NotIn'): Peer {
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
