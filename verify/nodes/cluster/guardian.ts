import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Site } from './site';

/**
 * Ends a cluster, once, and whatever happens to this process: a program of its own waits for the end of the pipe between them, kills all
 * that runs in the cluster's cgroups, and takes away its networks and files.
 */
export class Guardian {
  private readonly process: ChildProcess;
  private readonly closing: (() => Promise<void>)[] = [];

  /** @param folder what the cluster keeps on disk */
  constructor(site: Site, folder: string) {
    this.process = spawn('bash', [path.join(__dirname, 'guardian.sh'), site.name, folder], {
      stdio: ['pipe', 'ignore', 'inherit'],
      // Ctrl-C at a terminal goes to all that run there; this one has to survive it.
      detached: true,
    });
  }

  /** What this process itself has to close, the last one first. */
  before(close: () => Promise<void>): void {
    this.closing.unshift(close);
  }

  async end(): Promise<void> {
    for (const close of this.closing.splice(0)) await close();
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin?.end();
    await ended;
  }
}
