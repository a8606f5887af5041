import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What Helm printed, or why it rejected: what it wrote to stderr, without space around. */
export type HelmResult = { ok: true; output: string } | { ok: false; message: string };

const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/**
 * Runs any Helm command, such as `lint` or `package`, apart from the settings of whoever runs the tests.
 * A rejection's message has stdout first where there is any, as `helm lint` writes what it found there.
 *
 * @param command a path, or the name of a program on the PATH
 * @throws Error when Helm could not be run
 */
export function runHelm(command: string, args: readonly string[]): Promise<HelmResult> {
  return new Promise((resolve, reject) => {
    const options = { env: isolatedEnvironment(), maxBuffer: MAX_OUTPUT_BYTES };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (!error) resolve({ ok: true, output: stdout });
      else if (typeof error.code === 'number') resolve({ ok: false, message: `${stdout}\n${stderr}`.trim() });
      // Anything but an exit code (no such file, killed, too much output) says nothing about the chart.
      else reject(new Error(error.message, { cause: error }));
    });
  });
}

/** The environment, without the Helm settings and the cluster of whoever runs the tests. */
function isolatedEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(HELM|KUBE)/.test(name));
  const home = path.join(tmpdir(), 'helm-home');
  return {
    ...Object.fromEntries(inherited),
    // It ends before collecting its garbage as often as that is worth it: an eighth of its CPU time.
    GOGC: '400',
    HELM_CACHE_HOME: path.join(home, 'cache'),
    HELM_CONFIG_HOME: path.join(home, 'config'),
    HELM_DATA_HOME: path.join(home, 'data'),
    KUBECONFIG: '/dev/null',
  };
}
