import type { Declaration, Json } from '../../../lib/engine/values/declaration';
import {
  boolean,
  httpUrl,
  imageRegistry,
  imageRepository,
  imageTag,
  NASTY_STRINGS,
  oneOf,
  path,
  requiredImageTag,
  secret,
  string,
} from '../../../lib/engine/values/scalars';
import { expectLimits } from '../accepts';

it.each<[string, Declaration<unknown>, readonly Json[], readonly Json[]]>([
  [
    'a string has no control character but tab and line feed',
    string('', 'x'),
    ['', 'a\tb\n', 'é', ...NASTY_STRINGS],
    ['\u0000', 'a\rb', '\u001b[31m', '\u007f', '\u0085', 5, true, null, ['a']],
  ],
  ['a string has no half of a character', string('', 'x'), ['😀', '\ufffd'], ['\ud83d', 'a\udc00']],
  ['a secret is any string', secret('x'), ['', 's3cret', '{{ x }}'], ['\u0000', 5]],
  [
    'an image repository has no tag, digest or scheme',
    imageRepository('', 'x'),
    ['redis', 'docker.io/library/redis', 'registry:5000/a/b', 'a_b/c--d.e'],
    ['', 'redis:7', 'a/redis:7', 'redis@sha256:abc', 'https://a/b', 'A/b', 'a//b', 'a/', '/a', 'a b'],
  ],
  [
    'an image registry is a host, perhaps with a port and a path',
    imageRegistry('', 'x'),
    ['docker.io', 'localhost:5000', 'registry:5000/a', 'docker.io/team'],
    ['', 'https://docker.io', 'docker.io/', 'Docker.io', 'registry:a', 'registry:5000/a:1'],
  ],
  [
    'an image tag may be empty, and is a label value',
    imageTag('', 'x'),
    ['', 'v1.2.3', 'a_b-c', 'A', 'x'.repeat(63)],
    ['x'.repeat(64), '.a', '-a', 'a.', 'a-', 'a b', 'a:b', 'a@b', 1.1],
  ],
  [
    'a required image tag is not empty',
    requiredImageTag('1', 'x'),
    ['v1.2.3', 'a_b-c', 'A', 'x'.repeat(63)],
    ['', 'x'.repeat(64), '.a', 'a.', 'a:b', 1.1],
  ],
  [
    'a path has no empty part, "." or ".."',
    path('/', 'x'),
    ['/', '/a', '/a/', '/a/b.c', '/.a', '/..a', '/a..', '/...', '/a/.well-known/x', '/~a'],
    ['', 'a', '//', '/a//b', '/.', '/..', '/a/../b', '/a/.', '/./a', '/a b'],
  ],
  [
    'a URL is of http or https, with a host',
    httpUrl('', 'x'),
    ['http://a', 'https://a.example.com:8443/b/c?d=e&f=%20', 'http://10.0.0.1/'],
    ['', 'a', 'ftp://a', 'http://', 'http:///a', 'http://a b', 'http://a?b', 'http://a/#b', 'http://u:p@a', 'HTTP://a'],
  ],
  ['a word is one of those there are', oneOf('a', 'x', ['a', 'b']), ['a', 'b'], ['', 'c', 'A', 'ab', null]],
  ['a boolean is no word', boolean(true, 'x'), [true, false], ['true', 'yes', 1, 0, null]],
])('%s', (_, declaration, right, wrong) => {
  expectLimits(declaration, right, wrong);
}); // prettier-ignore

it('a secret has no default, and says that it is one', () => {
  expect(secret('x')).toMatchObject({ secret: true, default: '' });
  expect(string('', 'x').secret).toBe(false);
});

describe('oneOf', () => {
  it('names the words, the empty one so that it can be seen', () => {
    const declaration = oneOf('', 'x', ['', 'a', 'b']);
    expect(declaration.expects).toBe('one of empty, a, b');
    expect(declaration.limits).toBe('One of "", a, b.');
  });

  it.each([
    [true, ['ClusterIP', 'a.b-c_d', '']],
    [false, ['a b', 'c']],
    [false, ['a: b']],
  ])('may stand without quotes: %s, for %j', (yamlSafe, words) => {
    expect(oneOf('', 'x', ['', ...words]).shape).toEqual({ type: 'string', yamlSafe });
  });
});
