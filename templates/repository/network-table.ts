import type { Reachability, Redundant } from '../../test/network/reachability';

/**
 * Who has to reach Web app, and whom it has to reach. Where an environment enables a way in or the ServiceMonitor, add who comes by it, as the
 * table of claude-relay has it.
 */
export const reachability: Reachability = {
  needs: [
    {
      from: 'web-app-test-connection',
      to: 'web-app',
      ports: [9898],
      reason: '`helm test` asks for its health.',
    },
    {
      from: 'web-app-test-connection',
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'The Service is known by name.',
    },
  ],
  allowances: [
    {
      from: 'web-app',
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Every pod may ask for names.',
    },
    {
      from: 'web-app-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'web-app-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};

/** Changes of its policy that make no difference. */
export const redundant: readonly Redundant[] = [
  {
    policy: /^web-app$/,
    what: /^for pods without the label app\.kubernetes\.io\/instance$/,
    reason: 'There is no other release of the stack in the namespace.',
  },
];
