import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * A NetworkPolicy in the words of the API reference (networking.k8s.io/v1). What the reference does not have is rejected: a
 * misspelt field would otherwise be read as an absent one, which often means "everything".
 */
const labels = z.record(z.string(), z.string());

const requirement = z
  .strictObject({
    key: z.string().min(1),
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
    values: z.array(z.string()).optional(),
  })
  .refine(
    ({ operator, values = [] }) => values.length > 0 === ['In', 'NotIn'].includes(operator),
    'In and NotIn need values, Exists and DoesNotExist take none',
  );

const selector = z.strictObject({
  matchLabels: labels.optional(),
  matchExpressions: z.array(requirement).optional(),
});

const cidr = z.string().refine((text) => {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}, 'must be an address range such as 10.0.0.0/8 or 2001:db8::/32');

const ipBlock = z.strictObject({ cidr, except: z.array(cidr).optional() });

const peer = z
  .strictObject({
    podSelector: selector.optional(),
    namespaceSelector: selector.optional(),
    ipBlock: ipBlock.optional(),
  })
  .refine(
    ({ podSelector, namespaceSelector, ipBlock: block }) =>
      (block !== undefined) !== (podSelector !== undefined || namespaceSelector !== undefined),
    'must have selectors or an ipBlock, and not both',
  );

const portNumber = z.int().min(1).max(65_535);

const port = z
  .strictObject({
    protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
    port: z.union([portNumber, z.string().min(1)]).optional(),
    endPort: portNumber.optional(),
  })
  .refine(
    ({ port: first, endPort }) =>
      endPort === undefined || (typeof first === 'number' && endPort >= first && endPort > 0),
    'endPort needs a port that is a number and not above it',
  );

const ports = z.array(port).optional();
const peers = z.array(peer).optional();

const networkPolicy = z.object({
  apiVersion: z.literal('networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy'),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.strictObject({
    podSelector: selector,
    policyTypes: z.array(z.enum(['Ingress', 'Egress'])).optional(),
    ingress: z.array(z.strictObject({ ports, from: peers })).optional(),
    egress: z.array(z.strictObject({ ports, to: peers })).optional(),
  }),
});

export type NetworkPolicy = z.infer<typeof networkPolicy>;
export type Selector = z.infer<typeof selector>;
export type Requirement = z.infer<typeof requirement>;
export type PolicyPeer = z.infer<typeof peer>;
export type PolicyPort = z.infer<typeof port>;
export type IpBlock = z.infer<typeof ipBlock>;
export type Direction = 'Ingress' | 'Egress';
export type Protocol = PolicyPort['protocol'];

/**
 * Reads a NetworkPolicy.
 *
 * @throws Error naming the policy, the field and what is wrong with it
 */
export function readPolicy(object: unknown): NetworkPolicy {
  const result = networkPolicy.safeParse(object);
  if (result.success) return result.data;
  const { name = 'without a name' } =
    (object as { metadata?: { name?: string } } | undefined)?.metadata ?? {};
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`NetworkPolicy ${name} is not one of the API reference: ${problems.join('; ')}.`);
}
