/** Changes of a policy that make no difference to who reaches whom, so that no comparison can notice them. */
export interface Redundant {
  /** The policies' names. */
  readonly policy: RegExp;
  /** Which changes of it. */
  readonly what: RegExp;
  /** @default - all that have the policy */
  readonly environments?: readonly string[];
  readonly because: string;
}

/** All of them, each with its reason. One that is noticed after all, or is not there, fails the test. */
export const REDUNDANT: readonly Redundant[] = [
  {
    policy: /^claude-relay$/,
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    environments: ['dev', 'staging'],
    because: 'Each of the two labels names Redis alone; the other is still there.',
  },
  {
    policy: /^claude-middleware-netpol$/,
    what: /^Egress rule 2: without peers$/,
    environments: ['prod'],
    because: 'Its peers are all pods and all addresses, which is what no peers are.',
  },
  {
    policy: /^mcp-box-(mysql|redis)-exporter$/,
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    because: 'Each of the two labels names the database alone; the other is still there.',
  },
  {
    policy: /^(claude-relay-redis|mcp-mysql|mcp-redis|mcp-gateway|mcp-box-(mysql|redis)-exporter)$/,
    what: /^for pods without the label app\.kubernetes\.io\/(component|instance|name)$/,
    because: 'Any two of the three labels name the pods of the one release that is there.',
  },
  {
    policy: /^claude-relay$/,
    what: /^for pods without the label app\.kubernetes\.io\/instance$/,
    because: 'There is no other release of the relay in the namespace.',
  },
  {
    policy: /^claude-middleware-netpol$/,
    what: /^Egress rule 2: peer 0 without the label app\.kubernetes\.io\/part-of$/,
    environments: ['dev', 'staging'],
    because: "Redis' component has the name of the relay's release in it.",
  },
  {
    policy: /^claude-middleware-netpol$/,
    what: /^Egress rule 1: peer 0 (without app\.kubernetes\.io\/component NotIn|expression 0 with another app\.kubernetes\.io\/component)$/,
    environments: ['prod'],
    because: "The relay's Redis, which it keeps out, is elsewhere.",
  },
];
