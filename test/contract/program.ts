import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How a program ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Seconds of this machine that it ran. */
  readonly seconds: number;
}

/** What to run, and as whom. */
export interface Launch {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** @default - the user of the tests */
  readonly user?: number | undefined;
}

/** A running program with all that it starts, which form a session of their own. */
export class Program {
  /** What it has said so far. */
  output = '';
  /** How it ended, once it has. */
  exit: Exit | undefined;
  readonly ended: Promise<Exit>;
  private readonly child: ChildProcess;
  private readonly begin = performance.now();

  constructor({ command, cwd, env, user }: Launch) {
    const as = user === undefined ? {} : { uid: user, gid: user };
    // Its user enters the working directory, who may not be allowed to.
    this.child = spawn('/bin/sh', ['-c', 'cd "$0" && exec "$@"', cwd, ...command], {
      ...{ cwd: '/', env, detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...as },
    });
    const read = (data: Buffer) => (this.output += data.toString());
    this.child.stdout?.on('data', read);
    this.child.stderr?.on('data', read);
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => {
        const seconds = (performance.now() - this.begin) / 1000;
        this.exit ??= { code, signal, seconds };
        // What process 1 of a container leaves behind ends with it.
        this.kill();
        resolve(this.exit);
      };
      this.child.once('exit', end);
    });
  }

  /** The process, which is the leader of its session too; none if it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Sends SIGTERM as the kernel does to process 1 of a container: only if the program has a handler for it. */
  terminate(): void {
    if (this.pid !== undefined && this.exit === undefined && catchesTerm(this.pid))
      process.kill(this.pid, 'SIGTERM');
  }

  /** Ends it and all that it started. */
  kill(): void {
    if (this.pid === undefined) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  }
}

const SIGTERM = 15n;

function catchesTerm(pid: number): boolean {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const caught = BigInt(`0x${/^SigCgt:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  return ((caught >> (SIGTERM - 1n)) & 1n) === 1n;
}
