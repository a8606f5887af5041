import type { Condition } from '../../support/values-of';
import type { Reachability, Redundant } from '../reachability';

type When = Condition<'claude-relay'>;

const withIngress: When = ({ ingress }) => ingress.enabled;
const withHttpRoute: When = ({ httpRoute }) => httpRoute.enabled;
const withRedis: When = ({ redis }) => redis.enabled;
const withRedisOutside: When = ({ redis }) => redis.enabled === false;
const withMiddleware: When = (_, stacks) => 'claude-middleware' in stacks;

/** Who has to reach the relay and its Redis, and whom they have to reach. */
export const reachability: Reachability<'claude-relay'> = {
  needs: [
    {
      from: 'ingress controller',
      to: 'claude-relay',
      ports: [3000],
      when: withIngress,
      reason: 'Clients come through the Ingress; API, administration and pages are all on this port.',
    },
    {
      from: 'gateway',
      to: 'claude-relay',
      ports: [3000],
      when: withHttpRoute,
      reason: 'Clients come through the Gateway.',
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay',
      ports: [3000],
      when: withMiddleware,
      reason: 'The middleware hands requests on to the relay.',
    },
    {
      from: 'claude-relay-test-connection',
      to: 'claude-relay',
      ports: [3000],
      reason: '`helm test` asks for /health.',
    },
    {
      from: 'claude-middleware-test-connection',
      to: 'claude-relay',
      ports: [3000],
      when: withMiddleware,
      reason: '`helm test` of the middleware asks the relay for /health.',
    },
    {
      from: ['claude-relay', 'claude-relay-test-connection'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Redis, the APIs and the relay itself are known by name.',
    },
    {
      from: 'claude-relay',
      to: 'claude-relay-redis',
      ports: [6379],
      when: withRedis,
      reason: 'Accounts, keys and usage are in Redis and nowhere else.',
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay-redis',
      ports: [6379],
      when: (values, stacks) => withRedis(values, stacks) && withMiddleware(values, stacks),
      reason: "The middleware reads the relay's accounts from the same database.",
    },
    {
      from: 'claude-relay',
      to: 'Redis outside',
      ports: [6379],
      when: withRedisOutside,
      reason: 'Redis is kept by others there (externalRedis).',
    },
    {
      from: 'claude-relay',
      to: ['internet', 'internet over IPv6'],
      ports: [443],
      reason: 'The APIs of the accounts, logins and the price list.',
    },
  ],
  allowances: [
    {
      from: 'namespace ingress-nginx',
      to: 'claude-relay',
      ports: [3000],
      when: withIngress,
      reason: "The controller's namespace is known (networkPolicy.ingressNamespaces), its labels are not.",
    },
    {
      from: 'namespace gateways',
      to: 'claude-relay',
      ports: [3000],
      when: withHttpRoute,
      reason:
        "The namespace of the Gateway's proxies is known (networkPolicy.gatewayNamespaces), their labels are not.",
    },
    {
      from: 'claude-relay',
      to: 'any address',
      ports: [443],
      reason: 'Accounts are added in the pages of the relay, and a policy knows no host names.',
    },
    {
      from: 'claude-relay',
      to: 'any address',
      ports: [6379],
      when: withRedisOutside,
      reason: 'Redis is a host name there, and a policy knows no host names.',
    },
    {
      from: ['claude-middleware of another release', 'claude-middleware-test-connection of another release'],
      to: 'claude-relay',
      ports: [3000],
      when: withMiddleware,
      reason: 'Stacks are let in by app.kubernetes.io/part-of, whatever their release is called.',
    },
    {
      from: 'claude-middleware of another release',
      to: 'claude-relay-redis',
      ports: [6379],
      when: (values, stacks) => withRedis(values, stacks) && withMiddleware(values, stacks),
      reason: 'The same label lets them in to Redis.',
    },
    {
      from: 'claude-relay-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'claude-relay-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};

/** Changes of its policies that make no difference. */
export const redundant: readonly Redundant<'claude-relay'>[] = [
  {
    policy: /^claude-relay$/,
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    when: withRedis,
    reason: 'Each of the two labels names Redis alone; the other is still there.',
  },
  {
    policy: /^claude-relay-redis$/,
    what: /^for pods without the label app\.kubernetes\.io\/(component|instance|name)$/,
    reason: 'Any two of the three labels name the pods of the one release that is there.',
  },
  {
    policy: /^claude-relay$/,
    what: /^for pods without the label app\.kubernetes\.io\/instance$/,
    reason: 'There is no other release of the relay in the namespace.',
  },
];
