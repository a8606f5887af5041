import { section } from '../../../lib/engine/values/collections';
import type { Declaration, Json } from '../../../lib/engine/values/declaration';
import {
  addressRange,
  hostname,
  ingressHost,
  objectName,
  requiredName,
} from '../../../lib/engine/values/names';
import { duration } from '../../../lib/engine/values/numbers';
import { path, string } from '../../../lib/engine/values/scalars';
import { schemaOf } from '../../../lib/engine/values/schema';
import { annotations, labels, nodeSelector } from '../../../lib/engine/values/string-maps';

function accepts(declaration: Declaration<unknown>, value: Json): boolean {
  return schemaOf(section('Values.', { value: declaration })).safeParse({ value }).success;
}

const LONGEST = `${'x.'.repeat(126)}x`;

it.each<[string, Declaration<unknown>, readonly Json[], readonly Json[]]>([
  [
    'an object name has at most 253 characters',
    objectName('', 'x'),
    ['', 'a.b', LONGEST],
    [`${LONGEST}x`, `${LONGEST}.x`],
  ],
  ['so has one that must be there', requiredName('x'), ['a.b', LONGEST], ['', `${LONGEST}x`]],
  ['so has a host', hostname('', 'x'), ['', '10.0.0.1', LONGEST], [`${LONGEST}x`]],
  [
    'the host of an Ingress is no address',
    ingressHost('', 'x'),
    ['a', 'a.1.b', '*.a.b', LONGEST, '1.1.1.1.nip.io', 'xn--a-1'],
    ['', '10.0.0.1', '*.10.0.0.1', '1', '*', `${LONGEST}x`, 'a.b.1'],
  ],
  [
    'the bytes of an address are at most 255',
    addressRange('x'),
    ['0.0.0.0/0', '255.255.255.255/32', '10.20.30.40/9', '192.168.100.0/24'],
    ['256.0.0.0/8', '1.2.3.999/8', '010.0.0.0/8', '1.2.3/8', '1.2.3.4/33', '1.2.3.4'],
  ],
  [
    'a duration has each unit once, the larger first',
    duration('1s', 'x'),
    ['30s', '1m30s', '1h', '1y2w3d4h5m6s7ms', '1w7ms', '0s'],
    ['', '1s1m', '1s1s', '30', 's', '1m 30s', '1us'],
  ],
  [
    'a path has no empty part, "." or ".."',
    path('/', 'x'),
    ['/', '/a', '/a/', '/a/b.c', '/.a', '/..a', '/a..', '/...', '/a/.well-known/x', '/~a'],
    ['', 'a', '//', '/a//b', '/.', '/..', '/a/../b', '/a/.', '/./a', '/a b'],
  ],
  ['a text has no half of a character', string('', 'x'), ['😀', '\ufffd'], ['\ud83d', 'a\udc00']],
  [
    'annotations have at most 240 KiB together',
    annotations({}, 'x'),
    [{}, { a: 'x'.repeat(240 * 1024 - 8) }],
    [{ a: 'x'.repeat(240 * 1024) }, { a: 'x'.repeat(130_000), b: 'x'.repeat(130_000) }],
  ],
])('%s', (_, declaration, right, wrong) => {
  expect(right.filter((value) => !accepts(declaration, value))).toEqual([]);
  expect(wrong.filter((value) => accepts(declaration, value))).toEqual([]);
});

it.each([annotations({}, 'x'), labels({}, 'x'), nodeSelector('x')])(
  'the prefix of a key is a DNS name of at most 253 characters',
  (declaration) => {
    const right = ['a', 'a/b', 'a.b/c', `${LONGEST}/a`];
    const wrong = ['a..b/c', '.a/b', 'a./b', `${LONGEST}x/a`, '/a', 'a/', 'a/b/c'];
    expect(right.filter((key) => !accepts(declaration, { [key]: 'x' }))).toEqual([]);
    expect(wrong.filter((key) => accepts(declaration, { [key]: 'x' }))).toEqual([]);
  },
);
