import type { Command } from 'commander';
import { explain } from '../explain';
import type { Outcome } from './deployment';
import { withAnswers } from './program';

/** The options of all commands that change a cluster. */
export function addChangeFlags(command: Command): Command {
  return withAnswers(command)
    .option('--context <name>', 'the context of the kubeconfig (default: its current one)')
    .option('-y, --yes', 'change production without asking, as with the variable STACKS_YES=true')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--force-conflicts', 'take over fields that others have set')
    .option('--no-preflight', 'do not ask first what the cluster lacks')
    .option('--no-wait', 'do not wait until workloads are ready')
    .option('--timeout <duration>', 'how long to wait, such as 10m (default: what the manifests declare)')
    .option('--json', 'the outcome for machines; what is done goes to the standard error');
}

/** What stands before two dashes, and what stands after them, for the program that is called. */
export function splitPassed(
  operands: readonly string[],
  words: readonly string[] = process.argv,
): { readonly own: readonly string[]; readonly passed: readonly string[] } {
  const dashes = words.indexOf('--');
  const passed = dashes < 0 ? [] : words.slice(dashes + 1);
  return { own: operands.slice(0, operands.length - passed.length), passed };
}

/** Changes a cluster, and ends as that does: the outcome for machines, or an error with its sentence and the code 2. */
export async function answerChange(
  isForMachines: boolean | undefined,
  change: (say: (line: string) => void) => Promise<Outcome>,
): Promise<void> {
  const stream = isForMachines === true ? process.stderr : process.stdout;
  try {
    const { exitCode, facts } = await change((line) => void stream.write(`${line}\n`));
    if (isForMachines === true) process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
    process.exitCode = exitCode;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2;
  }
}
