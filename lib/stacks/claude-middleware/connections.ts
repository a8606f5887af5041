import { equal, not, or, releaseName } from '../../template/operators';
import type { Expr, Ref } from '../../template/expression';
import { choose, each, when } from '../../template/tree';
import { anywhere, dns, namespaceNamed, podsOf, type Connection, type Peer } from '../../kubernetes/network';
import { relayChart } from '../claude-relay/chart';
import { RELAY_PORT } from '../claude-relay/settings';
import { middlewareChart } from './chart';
import type { middlewareValues } from './values';

/** The labels of the pod of `helm test`. The relay lets in whatever is part of the middleware, so also this pod. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'claude-middleware-test',
  'app.kubernetes.io/instance': releaseName,
  'app.kubernetes.io/part-of': middlewareChart.name,
};

// An address range does not stand for pods with every network plugin, so both are named.
const everywhere: readonly Peer[] = [{ namespaceSelector: {} }, ...anywhere];

/** Who may connect to the middleware. */
export function clients(values: Ref<typeof middlewareValues>): Connection[] {
  const { loadBalancer, networkPolicy, service } = values;
  const { ingressNamespaces: namespaces } = networkPolicy;
  const { sourceRanges } = loadBalancer;
  const openToOutside = or(loadBalancer.enabled, not(equal(service.type, 'ClusterIP')));
  return [
    {
      ports: [values.config.port],
      peers: [
        podsOf(TEST_LABELS),
        choose(namespaces, each(namespaces, 'namespace', namespaceNamed), { namespaceSelector: {} }),
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

/** Whom the middleware connects to. */
export function targets({ relay, redis }: Ref<typeof middlewareValues>): Connection[] {
  const release = [podsOfRelay(relay.namespace)];
  return [
    dns,
    // A policy sees the port of the pod, not that of the Service in front of it.
    { peers: release, ports: [RELAY_PORT], when: relay.inCluster },
    { peers: everywhere, ports: [relay.port], when: not(relay.inCluster) },
    { peers: release, ports: [redis.port], when: redis.inCluster },
    { peers: everywhere, ports: [redis.port], when: not(redis.inCluster) },
  ];
}

/** The pods of a release of the relay's chart, its Redis among them. */
function podsOfRelay(namespace: Expr<string>): Peer {
  return {
    podSelector: { matchLabels: { 'app.kubernetes.io/part-of': relayChart.name } },
    namespaceSelector: when(namespace, { matchLabels: { 'kubernetes.io/metadata.name': namespace } }),
  };
}
