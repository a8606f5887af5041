import type { ChartPackage } from '../../../lib/app/publish/packages';
import { provenanceOf } from '../../../lib/app/publish/provenance';
import { makeProgram } from './program';

const CHART: ChartPackage = {
  name: 'a',
  version: '1.0.0',
  file: 'a-1.0.0.tgz',
  sha256: 'abc',
  content: Uint8Array.of(),
  files: new Map([['Chart.yaml', 'name: a\n']]),
};

afterEach(() => delete process.env['GPG']);

/** With a script in the place of gpg; verify/publish has the real one. */
function withGpg(script: string): void {
  process.env['GPG'] = makeProgram('gpg', script);
}

it('has Chart.yaml and the checksum signed', () => {
  withGpg('echo "$@"; cat');
  expect(provenanceOf(CHART, 'me@example.com')).toBe(
    '--batch --yes --local-user me@example.com --digest-algo SHA512 --clearsign\n' +
      'name: a\n\n...\nfiles:\n  a-1.0.0.tgz: sha256:abc\n',
  );
});

it('says why there is no signature', () => {
  withGpg('echo "gpg: something" >&2; echo "gpg: signing failed: No secret key" >&2; exit 2');
  expect(() => provenanceOf(CHART, 'me')).toThrow(
    'gpg does not sign by "me": signing failed: No secret key. "gpg --list-secret-keys" lists the keys that there are.',
  );
  process.env['GPG'] = '/nowhere/gpg';
  expect(() => provenanceOf(CHART, 'me')).toThrow(
    /^\/nowhere\/gpg cannot be run: .*Install GnuPG, set GPG to it, or publish without --sign\.$/,
  );
});
