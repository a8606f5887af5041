import { spawnSync } from 'node:child_process';
import { UserError } from './explain';

/** What a program printed, and how it ended. */
export interface Ended<Output = string> {
  readonly status: number;
  readonly stdout: Output;
  readonly stderr: string;
}

/** What a program gets besides its arguments. */
export interface Options {
  /** What it reads. @default - nothing */
  readonly input?: string;
  /** The folder that it runs in. @default - that of this process */
  readonly cwd?: string;
  /** After how many minutes it is ended, which is then said on its standard error. @default - never */
  readonly minutes?: number;
}

/**
 * Runs a program of others. However it ends is a result.
 *
 * @param toGet how to get it, as a sentence
 * @throws UserError when it cannot be run
 */
export function runProgram(
  program: string,
  args: readonly string[],
  toGet: string,
  { input = '', cwd, minutes }: Options = {},
): Ended<Buffer> {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    input,
    maxBuffer: 1 << 30,
    ...(cwd === undefined ? {} : { cwd }),
    ...(minutes === undefined ? {} : { timeout: minutes * 60_000 }),
  });
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT')
    return { status: 128, stdout, stderr: `timeout: no answer in ${String(minutes)} minutes` };
  // One that ends before it has read its input has run all the same: that is EPIPE.
  if (error !== undefined && status === null) throw notRun(program, error, toGet);
  // One that is ended by a signal has no code; a shell says 128 and more.
  return { status: status ?? 128, stdout, stderr: stderr.toString() };
}

/** The error that a program cannot be run, and how to get it. */
export function notRun(program: string, { message }: Error, toGet: string): UserError {
  return new UserError(`${program} cannot be run: ${message}. ${toGet}`);
}
