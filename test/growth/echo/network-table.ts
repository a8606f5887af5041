import type { Reachability, Redundant } from '../../network/reachability';

/** Who has to reach the echo. */
export const reachability: Reachability = {
  needs: [
    { from: 'echo-test-connection', to: 'echo', ports: [5678], reason: '`helm test` asks for its text.' },
    {
      from: 'echo-test-connection',
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'The echo is known by name.',
    },
  ],
  allowances: [
    {
      from: 'echo',
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Every pod may ask for names.',
    },
    {
      from: 'echo-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'echo-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};

/** Changes of its policy that make no difference. */
export const redundant: readonly Redundant[] = [
  {
    policy: /^echo$/,
    what: /^for pods without the label app\.kubernetes\.io\/instance$/,
    reason: 'There is no other release of the echo in the namespace.',
  },
];
