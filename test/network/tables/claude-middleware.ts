import type { Condition } from '../../support/values-of';
import type { Reachability, Redundant } from '../reachability';

type When = Condition<'claude-middleware'>;

const withHttpRoute: When = ({ httpRoute }) => httpRoute.enabled;
const withRelay: When = ({ relay }) => relay.inCluster;
const withRedis: When = ({ redis }) => redis.inCluster;
const withRedisOutside: When = ({ redis }) => redis.inCluster === false;

/** Who has to reach the middleware, and whom it has to reach. */
export const reachability: Reachability<'claude-middleware'> = {
  needs: [
    {
      from: 'ingress controller',
      to: 'claude-middleware',
      ports: [8080],
      when: ({ ingress }) => ingress.enabled,
      reason: 'Clients come through the Ingress.',
    },
    {
      from: 'gateway',
      to: 'claude-middleware',
      ports: [8080],
      when: withHttpRoute,
      reason: 'Clients come through the Gateway.',
    },
    {
      from: 'claude-middleware-test-connection',
      to: 'claude-middleware',
      ports: [8080],
      reason: '`helm test` asks for /health.',
    },
    {
      from: ['claude-middleware', 'claude-middleware-test-connection'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Relay and Redis are known by name.',
    },
    {
      from: ['claude-middleware', 'claude-middleware-test-connection'],
      to: 'claude-relay',
      ports: [3000],
      when: withRelay,
      reason: 'Requests are handed on to the relay, and `helm test` asks whether it is there.',
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay-redis',
      ports: [6379],
      when: withRedis,
      reason: "The relay's accounts are read from its Redis.",
    },
    {
      from: 'claude-middleware',
      to: 'Redis outside',
      ports: [6379],
      when: withRedisOutside,
      reason: "The relay's Redis is kept by others there.",
    },
  ],
  allowances: [
    {
      from: 'any pod',
      to: 'claude-middleware',
      ports: [8080],
      when: ({ networkPolicy: { gatewayNamespaces, ingressNamespaces } }) =>
        ingressNamespaces?.length === 0 && gatewayNamespaces?.length === 0,
      reason: 'As documented: any pod may connect where no namespaces are given.',
    },
    {
      from: 'namespace ingress-nginx',
      to: 'claude-middleware',
      ports: [8080],
      when: ({ networkPolicy }) => networkPolicy.ingressNamespaces?.includes('ingress-nginx'),
      reason: "The controller's namespace is known (networkPolicy.ingressNamespaces), its labels are not.",
    },
    {
      from: 'namespace gateways',
      to: 'claude-middleware',
      ports: [8080],
      when: withHttpRoute,
      reason:
        "The namespace of the Gateway's proxies is known (networkPolicy.gatewayNamespaces), their labels are not.",
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay of another release',
      ports: [3000],
      when: withRelay,
      reason: 'The relay is known by app.kubernetes.io/part-of: relay.host names a Service, not a release.',
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay-redis of another release',
      ports: [6379],
      when: withRedis,
      reason: 'The same for its Redis.',
    },
    {
      from: 'claude-middleware',
      to: 'anything',
      ports: [6379],
      when: withRedisOutside,
      reason: 'As documented: Redis may be anywhere, and a policy knows no host names.',
    },
    {
      from: 'claude-middleware-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'claude-middleware-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};

/** Changes of its policy that make no difference. */
export const redundant: readonly Redundant<'claude-middleware'>[] = [
  {
    policy: /^claude-middleware-netpol$/,
    what: /^Egress rule 2: without peers$/,
    when: withRedisOutside,
    reason: 'Its peers are all pods and all addresses, which is what no peers are.',
  },
  {
    policy: /^claude-middleware-netpol$/,
    what: /^Egress rule 2: peer 0 without the label app\.kubernetes\.io\/part-of$/,
    when: withRedis,
    reason: "Redis' component has the name of the relay's release in it.",
  },
  {
    policy: /^claude-middleware-netpol$/,
    what: /^Egress rule 1: peer 0 (without app\.kubernetes\.io\/component NotIn|expression 0 with another app\.kubernetes\.io\/component)$/,
    when: withRedisOutside,
    reason: "The relay's Redis, which it keeps out, is elsewhere.",
  },
];
