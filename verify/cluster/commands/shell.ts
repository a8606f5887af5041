import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Ended } from '../../../test/support/execute';
import type { Context } from './step';

/** Where a line is run: in which cluster, by which Helm, and in which folder of a place with the programs. */
export type Where = Pick<Context, 'cluster' | 'major' | 'folder'> & {
  readonly place: Pick<Context['place'], 'folder' | 'environment'>;
};

/** How long a command may take on a busy machine. */
const SECONDS = 240;

/**
 * Runs a line as a person would who has it from a document: by bash, in the folder of the scenario, with `kubectl`, `helm` and the
 * configuration of the cluster.
 *
 * @param until ends it early, when its standard error so far is enough
 * @throws Error when it does not end
 */
export function runLine(
  line: string,
  { cluster, major, place, folder }: Where,
  until: (errors: string) => boolean = () => false,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', line], {
      cwd: path.join(place.folder, folder),
      env: { ...cluster.environment(), ...place.environment(major) },
      // A group of its own, so that what bash has started ends with it.
      detached: true,
    });
    const end = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    let stdout = '';
    let stderr = '';
    let enough = false;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end();
    }, SECONDS * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (enough || !until(stderr)) return;
      enough = true;
      end();
    });
    // A shell that has ended already is no mistake of its own: its exit code says how it ended.
    child.stdin.on('error', () => undefined);
    child.stdin.end();
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (late) reject(new Error(`${line}\nhas not ended after ${SECONDS} seconds:\n${stdout}${stderr}`));
      else resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}
