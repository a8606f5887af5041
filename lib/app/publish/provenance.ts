import { calledProgram } from '../called-program';
import { UserError } from '../explain';
import { runProgram } from '../run-program';
import type { ChartPackage } from './packages';

/**
 * The provenance of a package, as `helm package --sign` writes it and `helm verify` reads it: Chart.yaml and the checksum, signed by gpg.
 * Helm would pack the chart again, at another time, so that the package had other bytes on each machine (pkg/provenance/sign.go).
 *
 * @param key the name, address or fingerprint of a key that gpg has
 * @throws UserError when gpg is not there, or does not sign
 */
export function provenanceOf({ files, file, sha256 }: ChartPackage, key: string): string {
  const message = `${files.get('Chart.yaml') ?? ''}\n...\nfiles:\n  ${file}: sha256:${sha256}\n`;
  const program = calledProgram('GPG', 'gpg');
  const args = ['--batch', '--yes', '--local-user', key, '--digest-algo', 'SHA512', '--clearsign'];
  const toGet = 'Install GnuPG, set GPG to it, or publish without --sign.';
  const { status, stdout, stderr } = runProgram(program, args, toGet, { input: message });
  if (status === 0) return stdout.toString();
  const said =
    stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^gpg: /, '') ?? '';
  throw new UserError(
    `gpg does not sign by ${JSON.stringify(key)}: ${said}. "gpg --list-secret-keys" lists the keys that there are.`,
  );
}
