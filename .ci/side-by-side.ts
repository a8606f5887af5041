import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A command, and what has to have ended before it starts, well or not: what fails keeps nothing from being run. */
export interface Job {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Variables beside those of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** @default - it starts at once */
  readonly after?: readonly string[];
  /** Whether it leaves the processors to the others: it computes, and they wait for clocks. */
  readonly yields?: boolean;
}

/** How a job ended. */
export interface Ended {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /**
   * Seconds of a processor that it and what it has waited for have taken.
   *
   * @default - it was ended, or never started
   */
  readonly cpuSeconds?: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** For those that have to clean up, before they are killed. */
const GRACE_SECONDS = 20;
/** Runs a command, and writes to a file what it has cost, as nothing but a shell tells of its children. */
const TIMED = '"$@"; code=$?; times > "$0"; exit $code';

/**
 * Runs jobs, each as soon as those before it have ended, and prints what one wrote when it ends. On Ctrl-C all of them end.
 *
 * @param logs the folder for their logs
 * @returns how they ended, in the order of the jobs
 */
export async function sideBySide(
  jobs: readonly Job[],
  logs: string,
  graceSeconds = GRACE_SECONDS,
): Promise<readonly Ended[]> {
  mkdirSync(logs, { recursive: true });
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    void stopAll(graceSeconds).then(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    const running = new Map<string, Promise<Ended>>();
    for (const job of jobs) {
      const before = (job.after ?? []).map((name) => {
        // In this order none waits for ever.
        const other = running.get(name);
        if (other === undefined) throw new Error(`${job.name} is after ${name}, which is none before it.`);
        return other;
      });
      const start = () => (stopping ? { name: job.name, passed: false, seconds: 0 } : run(job, logs));
      running.set(job.name, Promise.all(before).then(start));
    }
    return await Promise.all(running.values());
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

async function run({ name, command, env, yields }: Job, logs: string): Promise<Ended> {
  say(`${name} starts`);
  const begin = performance.now();
  const file = path.join(logs, `${name}.log`);
  const log = openSync(file, 'w');
  const times = path.join(logs, `${name}.times`);
  rmSync(times, { force: true });
  const politely = yields ? ['nice', '-n', '10'] : [];
  const args = ['-c', TIMED, times, ...politely, ...command];
  const child = spawn('bash', args, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
  closeSync(log);
  const code = await exitOf(child);
  const seconds = Math.round((performance.now() - begin) / 1000);
  const cpuSeconds = cpuSecondsIn(times);
  say(`${name} ${code === 0 ? 'passed' : `failed (${code})`} in ${seconds} s; what it wrote:`);
  process.stdout.write(readFileSync(file));
  return { name, passed: code === 0, seconds, ...(cpuSeconds === undefined ? {} : { cpuSeconds }) };
}

/** What bash's `times` says of children, in its second line: `1m2.345s 0m6.789s`, of the program and of the kernel for it. */
function cpuSecondsIn(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const [, children = ''] = readFileSync(file, 'utf8').split('\n');
  const parts = [...children.matchAll(/([0-9]+)m([0-9.]+)s/g)];
  return Math.round(
    parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0),
  );
}

/** The code that a process ends with, or why there is none. */
function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', (code, signal) => resolve(code ?? String(signal)));
  });
}

function say(line: string): void {
  process.stdout.write(`\n== ${line} (after ${Math.round(performance.now() / 1000)} s)\n`);
}

/** Ends all that this process has started, and what that has started. */
async function stopAll(graceSeconds: number): Promise<void> {
  const { own, others } = descendants();
  // As Ctrl-C does at a terminal. Those in groups of their own see that they are left alone, and may have to take things away.
  for (const pid of own) send(pid, 'SIGTERM');
  const all = [...own, ...others];
  const end = performance.now() + graceSeconds * 1000;
  while (performance.now() < end && all.some((pid) => send(pid, 0))) await pause(100);
  for (const pid of all) send(pid, 'SIGKILL');
}

/** The processes below this one: those of its process group, and those that have made one of their own. */
function descendants() {
  const lines = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n');
  const all = lines.map((line) => {
    const [pid = 0, parent = 0, group = 0] = line.trim().split(/ +/).map(Number);
    return { pid, parent, group };
  });
  const below = (parent: number): typeof all =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  const group = all.find(({ pid }) => pid === process.pid)?.group;
  const found = below(process.pid);
  return {
    own: found.filter((one) => one.group === group).map(({ pid }) => pid),
    others: found.filter((one) => one.group !== group).map(({ pid }) => pid),
  };
}

/** Sends a signal, and says whether there was a process to get it. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
