import { registryAt, type Artifact } from '../../../lib/app/publish/registry';
import { makeProgram } from './program';

const ARTIFACT: Artifact = {
  name: 'a',
  tag: '1',
  config: { content: '{"a":1}', mediaType: 'application/config' },
  layers: [
    { file: 'a.tgz', content: Uint8Array.of(65), mediaType: 'application/tar' },
    { file: 'b', content: 'B', mediaType: 'text/plain' },
  ],
  annotations: { 'org.opencontainers.image.created': '2026-01-01T00:00:00Z' },
};

afterEach(() => delete process.env['ORAS']);

/** With a script in the place of oras; verify/publish has the real one. */
function registry(script: string, plainHttp = false) {
  process.env['ORAS'] = makeProgram('oras', script);
  return registryAt('example.com/x', { plainHttp });
}

const answer = (json: object) => `cat <<'END'\n${JSON.stringify(json)}\nEND`;

it('finds what is there by a tag, and nothing else', () => {
  const layers = [
    { digest: 'sha256:1', mediaType: 'application/tar' },
    { digest: 'sha256:2', mediaType: 'text/plain' },
  ];
  const content = { layers };
  const found = registry(
    `[ "$5" = example.com/x/a:1 ] && ${answer({ reference: 'example.com/x/a@sha256:0', content })}`,
  );
  expect(found.find('a', '1')).toEqual({
    reference: 'example.com/x/a@sha256:0',
    content: 'sha256:1',
    layers: ['application/tar', 'text/plain'],
  });
  for (const said of ['example.com/x/a:1: not found', 'MANIFEST_UNKNOWN: manifest unknown', 'NAME_UNKNOWN'])
    expect(registry(`echo "Error: ${said}" >&2; exit 1`).find('a', '1')).toBeUndefined();
});

it('pushes the files of an artifact with their kinds', () => {
  const seen =
    '[ "$(cat config.json a.tgz b)" = \'{"a":1}AB\' ] && printf \'{"reference":"%s"}\' "$(echo "$@" | tr -d \\")"';
  expect(registry(seen, true).push(ARTIFACT)).toBe(
    'push --plain-http --format json --annotation org.opencontainers.image.created=2026-01-01T00:00:00Z ' +
      '--config config.json:application/config example.com/x/a:1 a.tgz:application/tar b:text/plain',
  );
});

it('attaches a bill of materials under a fixed time, so that the same one is attached once', () => {
  const seen = registry('[ "$(cat bill.json)" = bill ] && echo "Error: $*" >&2; exit 1');
  expect(() => seen.attach('r@sha256:0', 'bill')).toThrow(
    'attach --annotation org.opencontainers.image.created=1970-01-01T00:00:00Z ' +
      '--artifact-type application/vnd.cyclonedx+json r@sha256:0 bill.json:application/vnd.cyclonedx+json;',
  );
  registry('exit 0').attach('r@sha256:0', 'bill');
});

it('asks for tags only where there are some', () => {
  registry('exit 1').tag('r@sha256:0', []);
  expect(() => registry('echo "Error: $*" >&2; exit 1').tag('r@sha256:0', ['a', 'b'])).toThrow(
    'tag r@sha256:0 a b',
  );
});

it.each([
  ['response status code 401: unauthorized', 'log in by "oras login HOST", or ask for permission to push'],
  [
    'dial tcp: lookup example.com: no such host',
    'check its name, that it runs, and that it can be reached from here',
  ],
  ['http: server gave HTTP response to HTTPS client', 'give --plain-http for a registry without TLS'],
  ['response status code 415: what?', 'the registry has to take OCI artifacts'],
])('says what to do at %j', (said, hint) => {
  const failing = registry(`echo "Error: ${said}." >&2; exit 1`);
  const sentence = `The registry example.com/x was asked: ${said}; ${hint}.`;
  expect(() => failing.find('a', '1')).toThrow(sentence);
  expect(() => failing.push(ARTIFACT)).toThrow(sentence);
});

it('says how to get oras', () => {
  process.env['ORAS'] = '/nowhere/oras';
  expect(() => registryAt('a/b', { plainHttp: false }).find('a', '1')).toThrow(
    /^\/nowhere\/oras cannot be run: .*Install oras \(https:\/\/oras\.land\), or set ORAS to it\.$/,
  );
});
