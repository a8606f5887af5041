import type { Ref } from '../../engine/template/expression';
import { equal, not } from '../../engine/template/operators';
import { each } from '../../engine/template/tree';
import { TEST_COMPONENT } from '../../kubernetes/helm-test';
import { fromGateways } from '../../kubernetes/http-route';
import {
  anywhere,
  fromIngressControllers,
  fromOutside,
  fromPrometheus,
  podsOf,
  toDns,
  type NetworkPolicyOptions,
} from '../../kubernetes/network-policy';
import type { Redis } from '../../kubernetes/redis/redis';
import { fromRouters } from '../../kubernetes/route';
import { RELAY_PORT } from './env';
import type { RelayStack, relayValues } from './values';

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
export function relayConnections(stack: RelayStack, redis: Redis): NetworkPolicyOptions {
  const { values } = stack;
  const { networkPolicy, service, serviceMonitor } = values;
  const ports = [RELAY_PORT];
  return {
    from: [
      { peers: [podsOf(stack.testLabels), clients(values)], ports },
      fromIngressControllers(values, ports),
      fromGateways(values, ports),
      fromRouters(values, ports),
      fromPrometheus(serviceMonitor, networkPolicy, ports),
      fromOutside(not(equal(service.type, 'ClusterIP')), ports),
    ],
    to: [
      toDns(networkPolicy),
      ...redis.connections,
      {
        reason: "The APIs of the accounts, configured in the relay's web UI, and the price list.",
        peers: anywhere,
        ports: [443],
      },
    ],
  };
}
