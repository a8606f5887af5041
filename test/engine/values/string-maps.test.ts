import type { Declaration, Json } from '../../../lib/engine/values/declaration';
import {
  annotations,
  labelName,
  labels,
  labelValue,
  nodeSelector,
} from '../../../lib/engine/values/string-maps';
import { accepts, expectLimits } from '../accepts';

const LONGEST_PREFIX = `${'x.'.repeat(126)}x`;

it.each([annotations({}, 'x'), labels({}, 'x'), nodeSelector('x')])(
  'the prefix of a key is a DNS name of at most 253 characters: keys are $shape.keys.expects',
  (declaration) => {
    const right = ['a', 'a/b', 'a.b/c', `${LONGEST_PREFIX}/a`, 'A_b.c-d', 'x'.repeat(63)];
    const wrong = ['a..b/c', '.a/b', 'a./b', `${LONGEST_PREFIX}x/a`, '/a', 'a/', 'a/b/c', '', '-a', 'a b'];
    expect(right.filter((key) => !accepts(declaration, { [key]: 'x' }))).toEqual([]);
    expect([...wrong, 'x'.repeat(64)].filter((key) => accepts(declaration, { [key]: 'x' }))).toEqual([]);
  },
);

it.each([annotations({}, 'x'), labels({}, 'x'), nodeSelector('x')])(
  'the keys of samples and examples are right: keys are $shape.keys.expects',
  (declaration) => {
    const { samples } = declaration.shape.keys;
    expectLimits(declaration, [{}, ...samples.map((key) => ({ [key]: 'a' }))], ['a', ['a'], { a: 1 }]);
  },
);

it.each<[string, Declaration<unknown>, readonly Json[], readonly Json[]]>([
  [
    'labels that selectors and Helm live on cannot be set',
    labels({}, 'x'),
    [{ application: 'a' }, { 'app.example.com/name': 'a' }, { 'kubernetes.io/name': 'a' }],
    [{ app: 'a' }, { 'app.kubernetes.io/name': 'a' }, { 'helm.sh/chart': 'a' }],
  ],
  [
    'annotations that rollouts depend on cannot be set',
    annotations({}, 'x'),
    [{ checksum: 'a' }, { 'a.checksum/b': 'a' }],
    [{ 'checksum/config': 'a' }],
  ],
  [
    'annotations have any string',
    annotations({}, 'x'),
    [{ a: '' }, { a: 'two\nlines: {}' }],
    [{ a: '\u0000' }, { a: true }],
  ],
  [
    'annotations have at most 240 KiB together',
    annotations({}, 'x'),
    [{}, { a: 'x'.repeat(240 * 1024 - 8) }],
    [{ a: 'x'.repeat(240 * 1024) }, { a: 'x'.repeat(130_000), b: 'x'.repeat(130_000) }],
  ],
  [
    'nodes may be selected by all labels, those of Kubernetes too',
    nodeSelector('x'),
    [{ 'kubernetes.io/arch': 'amd64' }, { app: 'a' }],
    [{ pool: 'a b' }],
  ],
  [
    'a label value has at most 63 letters, digits, "-", "_" and ".", and may be empty',
    labelValue(),
    ['', 'A.b_c-1', 'x'.repeat(63)],
    ['x'.repeat(64), '-a', 'a-', 'a/b', 'a b', 'é', 1],
  ],
  [
    'a label name has a name, and perhaps a prefix',
    labelName('x'),
    ['a', 'example.com/tier', 'x'.repeat(63)],
    ['', 'a/b/c', 'Example.com/tier', 'x'.repeat(64), `${LONGEST_PREFIX}/a`],
  ],
])('%s', (_, declaration, right, wrong) => {
  expectLimits(declaration, right, wrong);
});
