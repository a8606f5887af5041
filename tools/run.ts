import { spawnSync } from 'node:child_process';

/** Where a program runs, beside its arguments. */
export interface RunOptions {
  /** @default - the folder of this process */
  readonly cwd?: string;
  /** Variables beside those of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program that prints what it does to the terminal.
 *
 * @param toGetIt what a person does who does not have the program
 * @throws Error when there is no such program, or when it fails
 */
export function run(
  program: string,
  args: readonly string[],
  toGetIt: string,
  options: RunOptions = {},
): void {
  outcome(program, args, toGetIt, options, 'inherit');
}

/** {@link run} for a program whose output is the result; what it writes to stderr is part of the error if it fails. */
export function outputOf(
  program: string,
  args: readonly string[],
  toGetIt: string,
  options: RunOptions = {},
): string {
  return outcome(program, args, toGetIt, options, 'pipe');
}

function outcome(
  program: string,
  args: readonly string[],
  toGetIt: string,
  { cwd, env }: RunOptions,
  output: 'inherit' | 'pipe',
): string {
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // What a program says goes to stderr: stdout is for results.
    stdio: ['ignore', output === 'inherit' ? 2 : 'pipe', output === 'inherit' ? 2 : 'pipe'],
  });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT')
    throw new Error(`${program} is needed and is not on this machine: ${toGetIt}.`);
  if (error !== undefined) throw new Error(`${program} could not be run: ${error.message}`);
  if (status !== 0) {
    const command = [program, ...args].join(' ');
    throw new Error(
      `"${command}" failed with ${signal ?? `code ${String(status)}`}.\n${output === 'pipe' ? stderr : ''}`.trim(),
    );
  }
  return output === 'pipe' ? stdout : '';
}
