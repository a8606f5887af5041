import type { Reachability } from '../reachability';

const withRedis = ['dev', 'staging'];
const withIngress = ['staging', 'prod'];

/** Who has to reach the middleware, and whom it has to reach. */
export const reachability: Reachability = {
  needs: [
    {
      from: 'ingress controller',
      to: 'claude-middleware',
      ports: [8080],
      environments: withIngress,
      because: 'Clients come through the Ingress.',
    },
    {
      from: 'claude-middleware-test-connection',
      to: 'claude-middleware',
      ports: [8080],
      because: '`helm test` asks for /health.',
    },
    {
      from: ['claude-middleware', 'claude-middleware-test-connection'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      because: 'Relay and Redis are known by name.',
    },
    {
      from: ['claude-middleware', 'claude-middleware-test-connection'],
      to: 'claude-relay',
      ports: [3000],
      because: 'Requests are handed on to the relay, and `helm test` asks whether it is there.',
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay-redis',
      ports: [6379],
      environments: withRedis,
      because: "The relay's accounts are read from its Redis.",
    },
    {
      from: 'claude-middleware',
      to: 'Redis outside',
      ports: [6379],
      environments: ['prod'],
      because: "The relay's Redis is kept by others there.",
    },
  ],
  allowances: [
    {
      from: 'any pod',
      to: 'claude-middleware',
      ports: [8080],
      environments: ['dev'],
      because: 'As documented: any pod may connect where no ingressNamespaces are given.',
    },
    {
      from: 'namespace ingress-nginx',
      to: 'claude-middleware',
      ports: [8080],
      environments: withIngress,
      because: "The controller's namespace is known (networkPolicy.ingressNamespaces), its labels are not.",
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay of another release',
      ports: [3000],
      because: 'The relay is known by app.kubernetes.io/part-of: relay.host names a Service, not a release.',
    },
    {
      from: 'claude-middleware',
      to: 'claude-relay-redis of another release',
      ports: [6379],
      environments: withRedis,
      because: 'The same for its Redis.',
    },
    {
      from: 'claude-middleware',
      to: 'anything',
      ports: [6379],
      environments: ['prod'],
      because: 'As documented: Redis may be anywhere, and a policy knows no host names.',
    },
    {
      from: 'claude-middleware-test-connection',
      to: 'anything',
      ports: 'any',
      because: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'claude-middleware-test-connection',
      ports: 'any',
      because: 'The same; nothing listens in it.',
    },
  ],
};
