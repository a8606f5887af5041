import { calledProgram } from '../called-program';
import { runProgram, type Ended } from '../run-program';

/** What a program gets besides its arguments. */
export interface Given {
  /** Of the kubeconfig. @default - its current one */
  readonly context?: string | undefined;
  /** What it reads. @default - nothing */
  readonly input?: string;
}

/** The kubectl that is called. */
export function kubectlProgram(): string {
  return calledProgram('KUBECTL', 'kubectl');
}

/**
 * Runs kubectl. However it ends is a result.
 *
 * @throws UserError when it cannot be run
 */
export function runKubectl(args: readonly string[], { context, input = '' }: Given = {}): Ended {
  const all = [...(context === undefined ? [] : ['--context', context]), ...args];
  const toGet = 'Install kubectl, or set KUBECTL to it.';
  const { stdout, ...ended } = runProgram(kubectlProgram(), all, toGet, { input });
  return { ...ended, stdout: stdout.toString() };
}
