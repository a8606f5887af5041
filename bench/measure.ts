/** How long commands and functions take, and how much memory commands have. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A command to measure. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are no failure. @default - 0 */
  readonly answers?: readonly number[];
}

/** Something to measure: one run of it gives its milliseconds. */
export type Side = () => number;

/** The middle one of several numbers. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The number below which a part of several numbers lies, such as 0.25 of them. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const position = part * (sorted.length - 1);
  const [low, high] = [Math.floor(position), Math.ceil(position)].map((index) => sorted[index] ?? NaN);
  return (low ?? NaN) + ((high ?? NaN) - (low ?? NaN)) * (position % 1);
}

/**
 * The milliseconds of each side in each round. They take turns, so that a machine that grows slower does so for all, and the
 * first turn, in which files come into caches, does not count.
 */
export function inTurns(rounds: number, sides: readonly Side[]): readonly (readonly number[])[] {
  sides.forEach((side) => side());
  const times = sides.map((): number[] => []);
  for (let round = 0; round < rounds; round++) sides.forEach((side, index) => times[index]?.push(side()));
  return times;
}

/** A command as something to measure, from its start to its end. */
export function timed(command: Command): Side {
  return () => {
    const start = performance.now();
    outputOf(command);
    return performance.now() - start;
  };
}

/** A function as something to measure: per call, over a number of calls. */
export function called(calls: number, work: () => unknown): Side {
  return () => {
    const start = performance.now();
    for (let call = 0; call < calls; call++) work();
    return (performance.now() - start) / calls;
  };
}

/**
 * What a command prints.
 *
 * @throws Error when the command fails
 */
export function outputOf({ file, args, cwd, env, answers = [0] }: Command): string {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { error, status, stdout, stderr } = spawnSync(file, args, options);
  if (error) throw error;
  if (!answers.includes(status ?? -1)) throw failure(file, args, status, stderr);
  return stdout;
}

/**
 * The most MiB that any one process of a command had: itself, or a node process under it. Measured in a run of its own, since
 * it takes time. `undefined` where there is no way to know, as for Helm outside Linux.
 */
export async function peakMemory({
  file,
  args,
  cwd,
  env,
  answers = [0],
}: Command): Promise<number | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const peaks = path.join(folder, 'peaks');
  writeFileSync(peaks, '');
  const preload = `--require ${JSON.stringify(path.join(__dirname, 'report-peak.cjs'))}`;
  try {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env, NODE_OPTIONS: preload, BENCH_PEAKS: peaks },
      stdio: 'ignore',
    });
    let seen = 0;
    const watch = setInterval(() => (seen = Math.max(seen, peakOf(child.pid))), 1);
    const status = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    );
    clearInterval(watch);
    if (!answers.includes(status ?? -1)) throw failure(file, args, status, '');
    const kibibytes = Math.max(seen, ...readFileSync(peaks, 'utf8').split('\n').map(Number));
    return kibibytes === 0 ? undefined : kibibytes / 1024;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The most KiB that a running process had, as Linux tells; 0 where it does not, or when the process has ended. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function failure(file: string, args: readonly string[], status: unknown, stderr: string): Error {
  return new Error(`${[file, ...args].join(' ')} ended with ${String(status)}:\n${stderr}`);
}
