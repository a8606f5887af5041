/** A kind of text: how declarations say what is right, and texts that are not. */
interface Kind {
  readonly name: string;
  readonly expects: RegExp;
  readonly wrong: readonly string[];
}

// Wrong for whatever wants a word of letters and digits.
const NO_WORDS = [' ', 'a b', 'é', '😀', 'a\nb', 'a\u0000', '{{ x }}', '$(X)', 'a"b'];
const NO_NAMES = [
  ...NO_WORDS,
  'A',
  'a_b',
  '-a',
  'a-',
  '.',
  'a..b',
  '.a',
  'a.',
  'a/b',
  '*',
  'a:1',
  'x'.repeat(64),
];

/**
 * Texts that are wrong, by what a declaration says is right. They are not made from the declarations' own patterns, so that a
 * pattern that lets too much through is found.
 */
const KINDS: readonly Kind[] = [
  {
    name: 'Kubernetes name',
    expects: /^a Kubernetes name/,
    wrong: [...NO_NAMES, `${'a.'.repeat(130)}a`, `${'x'.repeat(64)}.a`],
  },
  // "*" is all namespaces where several may be meant.
  { name: 'namespace or any', expects: /^the name of a namespace.*"\*"/, wrong: [...NO_NAMES.filter((name) => name !== '*'), 'a.b', '**'] },
  { name: 'namespace', expects: /^the name of a namespace/, wrong: [...NO_NAMES, 'a.b', 'kube/system'] },
  { name: 'short name', expects: /^a name of at most/, wrong: [...NO_NAMES, '1a', 'a.b', '0'] },
  { name: 'host', expects: /^a host name such as redis/, wrong: [...NO_NAMES, '*.a', 'http://a', '[::1]', 'a@b'] },
  {
    name: 'host of an Ingress',
    expects: /^a host name such as relay/,
    wrong: [...NO_NAMES, '', '*', '*a.b', 'a.*.b', 'http://a', '*.*.a', '10.0.0.1', `${'a.'.repeat(130)}a`],
  },
  {
    name: 'host of an Ingress, or none',
    expects: /^a host name such as app/,
    wrong: [...NO_NAMES, '*', '*a.b', 'a.*.b', 'http://a', '*.*.a', '10.0.0.1', `${'a.'.repeat(130)}a`],
  },
  {
    name: 'range of addresses',
    expects: /^a range of addresses/,
    wrong: ['', '10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'a/8', ':::/8', '1::2::3/64', 'fe80::1%eth0/64', '12345::/16', '::/129', '2001:db8::', '10.0.0.0/', '10.0.0.0/-1', '256.0.0.0/8', '1.2.3.999/8', '010.0.0.0/8', ' 10.0.0.0/8'],
  },
  { name: 'identifier', expects: /not beginning with a digit/, wrong: [...NO_WORDS, '', '1a', 'a-b', 'x'.repeat(65)] },
  {
    name: 'quantity',
    expects: /^a Kubernetes quantity/,
    wrong: [...NO_WORDS, '', '1 Gi', '1gi', '-1', '+1', 'Gi', '1.', '.5', '1e3', '0x10', '1,5', '1GiB', '1K', '1MB', '500 m', 'lots', '1.5.5'],
  },
  {
    name: 'duration',
    expects: /^a duration/,
    wrong: [...NO_WORDS, '', '30', 's', '1.5s', '-1s', '1S', '1 m', '1us', '30s1m', '1s1s'],
  },
  {
    name: 'image repository',
    expects: /^(an image repository|a registry)/,
    wrong: [...NO_WORDS, 'A', 'Registry.example.com/a', 'a//b', '/a', 'a/', 'https://a/b', 'a/b:v1/', 'a@sha256:0', 'a:b:c', '-a', 'a/:1', '.a'],
  },
  {
    name: 'image tag',
    expects: /^an image tag/,
    wrong: [...NO_WORDS, '.a', '-a', 'a:b', 'a/b', 'a@b', 'v1.2+3', 'a-', 'x'.repeat(64)],
  },
  {
    name: 'path or expression',
    expects: /^a path or a regular/,
    wrong: [...NO_WORDS, '', 'a', 'a/b', '^/a', './a', '/a b', '/é', '/a\nb', '/a\t', `/${'x'.repeat(1024)}`],
  },
  { name: 'header', expects: /^the name of a header/, wrong: [...NO_WORDS, '', 'a:b', 'a/b', 'x'.repeat(257)] },
  {
    name: 'value of a header',
    expects: /^a value of a header/,
    wrong: ['', ' ', ' a', 'a ', 'é', 'a\nb', 'a\u0000', 'x'.repeat(1025)],
  },
  { name: 'path', expects: /^an absolute path/, wrong: [...NO_WORDS, '', 'a', 'a/b', './a', '~/a', '/a b', '/a?b', '/a#b', '/a:b', 'C:\\a', '//', '/a//b', '/../etc', '/a/..', '/a/./b'] },
  {
    name: 'URL',
    expects: /^a URL/,
    wrong: [...NO_WORDS, '', 'a', 'example.com', 'ftp://a', 'http:/a', 'https://', 'https://a b', 'https://a/<x>', 'javascript:1', 'https://a:b', 'https://user:pass@a', 'https://a:123456'],
  },
  { name: 'repository and URL', expects: /^a name, "="/, wrong: [...NO_WORDS, '', 'a', 'a=', '=https://a', 'a=b', 'a=ftp://b', 'a=https://b=c', 'a=https://b,c', 'a_b=https://c'] },
  { name: 'word of several', expects: /^one of /, wrong: [...NO_WORDS, 'other', 'TRUE', 'null', 'info ', 'prefix', 'clusterip', 'ExternalName'] },
  { name: 'label value', expects: /^a label value/, wrong: [...NO_WORDS, '-a', 'a-', '.a', 'a/b', 'a:b', 'x'.repeat(64)] },
  { name: 'label name', expects: /^a label name/, wrong: ['a b', 'a/b/c', '/a', 'a/', '-a', 'é', 'a\nb', 'x'.repeat(64), `${'x'.repeat(254)}/a`, 'a..b/c', 'A/b'] },
{ name: 'domain', expects: /^a domain/, wrong: [...NO_NAMES, '', '*.a', 'http://a', 'x.'.repeat(110)] },
  { name: 'digest', expects: /^a digest/, wrong: [...NO_WORDS, 'sha256:', 'sha256:0', `sha256:${'A'.repeat(64)}`, `sha256:${'0'.repeat(65)}`, `sha512:${'0'.repeat(64)}`, '0'.repeat(64)] },
  { name: 'variable name', expects: /^the name of an environment variable/, wrong: [...NO_WORDS, '', '1A', 'A=B', 'A/B', '-A', 'A,B'] },
  { name: 'number or percentage', expects: /^a number of pods or a percentage/, wrong: [...NO_WORDS, '', '-1', '25 %', '%', '1.5', '101%', '0%', '1e2%', '+1'] },
  { name: 'storage class', expects: /^the name of a storage class/, wrong: [...NO_WORDS, 'A', 'a_b', '-a', 'a-', '--', '.', 'a/b'] },
  { name: 'key of a Secret', expects: /^a key of a Secret/, wrong: [...NO_WORDS, '', 'a/b', '.', '..', '..a', 'x'.repeat(254)] },
  { name: 'resource of a Role', expects: /^a resource such as/, wrong: [...NO_WORDS, '', 'Pods', 'pods/', '/log', 'a,b'] },
  { name: 'verb of a Role', expects: /^a verb such as/, wrong: [...NO_WORDS, '', 'Get', 'get,list', '1'] },
  { name: 'API key', expects: /^an API key/, wrong: [...NO_WORDS, '', 'cr_short', 'cr_0123456,cr_789', `cr_${'x'.repeat(600)}`, 'cr_ 0123456'] },
  { name: 'any text', expects: /^a string without control/, wrong: ['a\u0000', '\u0007', 'a\u001b[31m', 'a\rb', '\u007f', '\u0085', 'a\u000bb'] },
  {
    name: 'configuration with placeholders',
    expects: /^a string with placeholders/,
    wrong: ['a\u0000', '{{ .Values.global }}', '{{ include "x" . }}', '{{', '{{ .Release.Name }}'],
  },
]; // prettier-ignore

/** Kinds of keys that a map has, alike. */
const KEYS: readonly Kind[] = [
  { name: 'directory key', expects: /^directories/, wrong: ['', '/', 'a', '/a/', '/tmp', '//a', '/a//b', '/..', '/a/../b', '/.', '/a b', '/a:b', 'a\nb'] },
  { name: 'annotation key', expects: /^annotation names/, wrong: ['', ' ', 'a b', 'a/b/c', '/a', 'a/', '-a', 'A/b', 'é', 'checksum/config', 'a\nb', 'x'.repeat(64), `${'x'.repeat(254)}/a`, 'a..b/c'] },
  { name: 'label key', expects: /^label names/, wrong: ['', ' ', 'a b', 'a/b/c', '/a', 'a/', '-a', 'é', 'a\nb', 'x'.repeat(64), `${'x'.repeat(254)}/a`, 'a..b/c'] },
  { name: 'variable key', expects: /^uppercase names/, wrong: ['', 'a', 'A-B', '1A', 'A B', '_A', 'A=B', 'Path', 'A\nB'] },
  { name: 'resource key', expects: /^resources: cpu/, wrong: ['', 'CPU', 'Memory', 'gpu', 'cpu ', 'nvidia.com/', '/gpu', 'a b', 'é', 'hugepages-', 'limits.cpu'] },
  { name: 'file key', expects: /^file names/, wrong: ['', 'a/b', '.', '..', '..a', 'a b', 'é', '.hidden', 'a\nb', 'x'.repeat(254)] },
  { name: 'service key', expects: /(^keys of services|^at most 40)/, wrong: ['', 'A', 'a_b', '1a', '-a', 'a-', 'a.b', 'a b', 'x'.repeat(41), 'a\nb'] },
]; // prettier-ignore

/** What is wrong in any piece of a Kubernetes object. */
export const WRONG_PIECES: readonly (readonly [string, unknown])[] = [
  ['text with a tab in an object', { a: 'x\ty' }],
  ['fraction in an object', { a: { b: 1.5 } }],
  ['null in an object', { a: [null] }],
  ['wrong key in an object', { 'a b': 1 }],
  ['huge number in an object', { a: 1e21 }],
];

/**
 * Texts that are wrong where a declaration expects something, and what kind of thing it expects.
 *
 * @throws Error where it is not known what would be wrong, so that no kind of value goes untried
 */
export function wrongTexts(expects: string): Kind {
  return kindOf(KINDS, expects);
}

/** Keys that are wrong in a map. @throws Error as `wrongTexts` does */
export function wrongKeys(expects: string): Kind {
  return kindOf(KEYS, expects);
}

/** The names of all kinds, of which each has to be tried. */
export const KIND_NAMES: readonly string[] = [...KINDS, ...KEYS].map(({ name }) => name);

function kindOf(kinds: readonly Kind[], expects: string): Kind {
  const kind = kinds.find((candidate) => candidate.expects.test(expects));
  if (kind === undefined) throw new Error(`There are no wrong texts for "${expects}"; add some.`);
  return kind;
}
