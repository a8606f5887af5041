import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../../tools/programs';

/** Signs by cosign with a key of its own, without a log of transparency, which is not on this machine. */
export class Signer {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'cosign-'));

  constructor() {
    this.cosign('generate-key-pair');
  }

  /** What others verify by. */
  get publicKey(): string {
    return readFileSync(path.join(this.folder, 'cosign.pub'), 'utf8');
  }

  /**
   * Signs what is in a registry without TLS.
   *
   * @param references by digest
   * @throws Error with what cosign says when it fails
   */
  sign(references: readonly string[]): void {
    const offline = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry'];
    this.cosign('sign', '--yes', '--key', 'cosign.key', ...offline, ...references);
  }

  private cosign(...args: readonly string[]): void {
    execFileSync(program('cosign'), args, {
      cwd: this.folder,
      env: { ...process.env, COSIGN_PASSWORD: '' },
      stdio: 'pipe',
    });
  }
}
