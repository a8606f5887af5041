import { spawn } from 'node:child_process';
import { calledProgram } from '../called-program';
import { notRun, runProgram, type Ended } from '../run-program';
import { userFolder } from '../user-folder';
import type { Given } from './run';

function programAndArguments(
  args: readonly string[],
  context?: string,
): readonly [string, readonly string[]] {
  return [
    calledProgram('HELM', 'helm'),
    [...args, ...(context === undefined ? [] : ['--kube-context', context])],
  ];
}

const TO_GET = 'Install Helm, or set HELM to it.';

/**
 * Runs Helm. However it ends is a result.
 *
 * @throws UserError when it cannot be run
 */
export function runHelm(args: readonly string[], { context, input = '' }: Given = {}): Ended {
  const [program, all] = programAndArguments(args, context);
  // Files that the user names are seen from the folder that the user is in.
  const { stdout, ...ended } = runProgram(program, all, TO_GET, { input, cwd: userFolder() });
  return { ...ended, stdout: stdout.toString() };
}

/** Helm at work, while others look at what it does. */
export interface RunningHelm {
  /** Its exit code. */
  readonly ended: Promise<number>;
  readonly isOver: () => boolean;
}

/** Starts Helm, and hands on what it says. */
export function startHelm(
  args: readonly string[],
  context: string | undefined,
  say: (line: string) => void,
): RunningHelm {
  const [program, all] = programAndArguments(args, context);
  const child = spawn(program, all, { cwd: userFolder(), stdio: ['ignore', 'pipe', 'pipe'] });
  let over = false;
  let said = '';
  const hear = (chunk: Buffer) => {
    const lines = `${said}${chunk.toString()}`.split('\n');
    said = lines.pop() ?? '';
    lines.forEach(say);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      over = true;
      reject(notRun(program, error, TO_GET));
    });
    child.once('close', (code) => {
      over = true;
      if (said !== '') say(said);
      resolve(code ?? 128);
    });
  });
  return { ended, isOver: () => over };
}
