import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { kubernetes } from '../../../tools/kubernetes';
import type { Cluster } from '../../cluster/support/cluster';

const WATCHING_SECONDS = 60;
/** What is changed at the end of the work is seen by then. */
const AFTER_MS = 2000;

/**
 * The numbers of pods that a Deployment is told to have while something is done, in their order: each, however short, as the API server
 * tells all changes to those who watch.
 *
 * @throws Error when the Deployment cannot be watched
 */
export async function numbersWhile(
  cluster: Cluster,
  namespace: string,
  name: string,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  const args = ['get', `deployment/${name}`, '--namespace', namespace, '--watch'];
  const format = ['--output', 'jsonpath={.spec.replicas}{"\\n"}'];
  const watch = spawn(kubernetes(cluster.plane.version, 'kubectl'), [...args, ...format], {
    env: cluster.environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  watch.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const end = performance.now() + WATCHING_SECONDS * 1000;
    while (!output.includes('\n')) {
      if (watch.exitCode !== null || performance.now() > end)
        throw new Error(`deployment/${name} cannot be watched.`);
      await pause(100);
    }
    await work();
    await pause(AFTER_MS);
  } finally {
    watch.kill();
  }
  const numbers = output.trim().split('\n').map(Number);
  return numbers.filter((number, index) => number !== numbers[index - 1]);
}
