import type { Declaration, Json } from '../../../lib/engine/values/declaration';
import {
  addressRange,
  dnsLabel,
  hostname,
  identifier,
  ingressHost,
  namespaceName,
  objectName,
  otherNamespace,
  requiredName,
} from '../../../lib/engine/values/names';
import { expectLimits } from '../accepts';

const LONGEST = `${'x.'.repeat(126)}x`;
const LONGEST_LABEL = 'x'.repeat(63);

it.each<[string, Declaration<unknown>, readonly Json[], readonly Json[]]>([
  [
    'an object name has at most 253 characters',
    objectName('', 'x'),
    ['', 'a.b', LONGEST],
    [`${LONGEST}x`, `${LONGEST}.x`],
  ],
  ['so has one that must be there', requiredName('x'), ['a.b', LONGEST], ['', `${LONGEST}x`]],
  [
    'an object name is of lowercase letters, digits, "-" and "."',
    objectName('', 'x'),
    ['a', '0', 'a-1', 'a.0.b', LONGEST_LABEL],
    ['A', 'a_b', '-a', 'a-', '.a', 'a.', 'a..b', 'a b', 'é', 'a\n', `${LONGEST_LABEL}x`, 5, null],
  ],
  [
    'the name of a namespace has no dot and at most 63 characters, and must be there',
    namespaceName('x'),
    ['a', 'ai-gateway', LONGEST_LABEL],
    ['', 'a.b', `${LONGEST_LABEL}x`, '-a', 'A'],
  ],
  [
    'the name of another namespace may be empty',
    otherNamespace('', 'x'),
    ['', 'a', LONGEST_LABEL],
    ['a.b', `${LONGEST_LABEL}x`, '-a', 'A'],
  ],
  [
    'a DNS label has at most as many characters as are given, and begins with a letter',
    dnsLabel('', 'x', 9),
    ['', 'a', 'ab', 'a-1', 'abcdefghi'],
    ['abcdefghij', '1a', 'a.b', '-a', 'a-', 'A', 'a_b'],
  ],
  ['a host has at most 253 characters', hostname('', 'x'), ['', '10.0.0.1', LONGEST], [`${LONGEST}x`]],
  [
    'a host has no scheme, port, path or wildcard',
    hostname('', 'x'),
    ['redis', 'redis.example.com'],
    ['http://redis', 'redis:6379', 'redis/0', '*.example.com', '::1'],
  ],
  [
    'the host of an Ingress is no address',
    ingressHost('', 'x'),
    ['a', 'a.1.b', '*.a.b', LONGEST, '1.1.1.1.nip.io', 'xn--a-1'],
    ['', '10.0.0.1', '*.10.0.0.1', '1', '*', `${LONGEST}x`, 'a.b.1'],
  ],
  [
    'a wildcard is the whole first label',
    ingressHost('', 'x'),
    ['*.example.com'],
    ['a*.example.com', 'a.*.com', '**.com', '*example.com'],
  ],
  [
    'the bytes of an address are at most 255',
    addressRange('x'),
    ['0.0.0.0/0', '255.255.255.255/32', '10.20.30.40/9', '192.168.100.0/24'],
    ['256.0.0.0/8', '1.2.3.999/8', '010.0.0.0/8', '1.2.3/8', '1.2.3.4/33', '1.2.3.4', ''],
  ],
  [
    'a range of IPv6 has eight groups, or "::" for those that are zero',
    addressRange('x'),
    [
      '::/0',
      '2001:db8::/32',
      'fd00::1/128',
      '1:2:3:4:5:6:7:8/64',
      '::1/128',
      'FE80::1:2/10',
      '1::8/9',
      '1:2:3:4:5:6:7::/64',
    ],
    [
      '2001:db8::', '::', '2001:db8::/129', '2001:db8::/032', '1:2:3:4:5:6:7/64', '1:2:3:4:5:6:7:8:9/64', '1::2::3/64', ':/0', '12345::/16',
      'g::/16', '1:::2/64', '::1:2:3:4:5:6:7:8:9/64', '::ffff:10.0.0.0/104',
    ], // prettier-ignore
  ],
  [
    'an identifier begins with no digit, and has at most as many characters as are given',
    identifier('', 'x', 9),
    ['a', '_', 'A_1', 'abcdefghi'],
    ['', '1a', 'a-b', 'a.b', 'abcdefghij', 'é'],
  ],
])('%s', (_, declaration, right, wrong) => {
  expectLimits(declaration, right, wrong);
});

it.each([objectName('', 'x'), otherNamespace('', 'x'), dnsLabel('', 'x', 9), hostname('', 'x')])(
  'a name that may be empty has its default: $expects',
  (declaration) => {
    expect(declaration).toMatchObject({ presence: 'defaulted', default: '' });
  },
);

it.each([requiredName('x'), namespaceName('x'), addressRange('x')])(
  'a name that must be there has no default: $expects',
  (declaration) => {
    expect(declaration).toMatchObject({ presence: 'required', default: undefined });
  },
);
