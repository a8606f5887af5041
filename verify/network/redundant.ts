/** Changes of a policy that make no difference to who reaches whom, so that no comparison can notice them. */
export interface Redundant {
  /** The policy's name. */
  readonly policy: string;
  /** Which changes of it. */
  readonly what: RegExp;
  /** @default - all that have the policy */
  readonly environments?: readonly string[];
  readonly because: string;
}

/** All of them, each with its reason. One that is noticed after all, or is not there, fails the test. */
export const REDUNDANT: readonly Redundant[] = [
  {
    policy: 'claude-relay',
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    environments: ['dev', 'staging'],
    because: 'Each of the two labels names Redis alone; the other is still there.',
  },
  {
    policy: 'claude-middleware-netpol',
    what: /^Egress rule 2: without peers$/,
    environments: ['prod'],
    because: 'Its peers are all pods and all addresses, which is what no peers are.',
  },
  {
    policy: 'mcp-box-mysql-exporter',
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    because: 'Each of the two labels names MySQL alone; the other is still there.',
  },
  {
    policy: 'mcp-box-redis-exporter',
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    because: 'Each of the two labels names Redis alone; the other is still there.',
  },
];
