import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Programs that run until they are stopped, each with a log file. */
export class Processes {
  private readonly running: { name: string; process: ChildProcess }[] = [];

  /**
   * @param folder where the logs go
   * @param through a command that each program is run through, given the program and its arguments
   */
  constructor(
    private readonly folder: string,
    private readonly through: readonly string[] = [],
  ) {
    // A test runner that is interrupted must not leave a control plane behind.
    process.once('exit', () => this.running.forEach(({ process: child }) => child.kill('SIGKILL')));
  }

  start(program: string, args: readonly string[]): void {
    const name = path.basename(program);
    const log = openSync(this.logOf(name), 'a');
    const [command = program, ...rest] = [...this.through, program, ...args];
    const child = spawn(command, rest, { stdio: ['ignore', log, log], cwd: this.folder });
    closeSync(log);
    this.running.push({ name, process: child });
  }

  /**
   * Waits until something holds.
   *
   * @param what it is, for the message
   * @param seconds after which it is given up
   * @throws Error when a program has ended, or when it takes too long; with the last lines of the logs
   */
  async until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      const ended = this.running.find(({ process: child }) => child.exitCode !== null);
      if (ended) throw new Error(`${ended.name} has ended.\n${this.tail(ended.name)}`);
      if (await holds()) return;
      if (performance.now() > end) {
        const logs = this.running.map(({ name }) => this.tail(name)).join('\n');
        throw new Error(`After ${seconds} seconds still not: ${what}.\n${logs}`);
      }
      await pause(100);
    }
  }

  async stop(): Promise<void> {
    // The last one first: who is left without the server that it talks to fills its log.
    for (const { process: child } of [...this.running].reverse()) {
      if (child.exitCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    this.running.length = 0;
  }

  private logOf(name: string): string {
    return path.join(this.folder, `${name}.log`);
  }

  private tail(name: string): string {
    const lines = readFileSync(this.logOf(name), 'utf8').trimEnd().split('\n');
    return [`--- ${name}, last lines of its log:`, ...lines.slice(-15)].join('\n');
  }
}

/** Ports of the loopback address that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer().once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
