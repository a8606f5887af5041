import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execute, succeeded } from '../../../test/support/execute';
import type { Site } from './site';

const START_SECONDS = 30;

/** Starts something with namespaces of its own: `script` is its first process. */
export function launch(cgroup: string, script: readonly string[], log: string): ChildProcess {
  const output = openSync(log, 'a');
  const child = spawn('bash', [path.join(__dirname, 'launch.sh'), cgroup, ...script], {
    stdio: ['ignore', output, output],
    // Ctrl-C is for whoever started the cluster; the guardian ends the nodes.
    detached: true,
  });
  closeSync(output);
  return child;
}

/**
 * Plugs a wire from the bridge into the network of a process that {@link launch} has started, which finds it as `eth0`.
 *
 * @throws Error when it has no network of its own after a while
 */
export async function plugIn(site: Site, child: ChildProcess, wire: string): Promise<void> {
  const own = readlinkSync('/proc/self/ns/net');
  const end = performance.now() + START_SECONDS * 1000;
  for (;;) {
    if (child.exitCode !== null || performance.now() > end)
      throw new Error(`No namespaces of its own for ${wire}: see the log.`);
    if (readlinkSync(`/proc/${String(child.pid)}/ns/net`) !== own) break;
    await pause(20);
  }
  const pid = String(child.pid);
  execFileSync('ip', ['link', 'add', wire, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid]);
  execFileSync('ip', ['link', 'set', wire, 'master', site.name, 'up']);
}

/**
 * Runs a command where something that {@link launch} has started runs. What it leaves running there ends with that, too.
 *
 * @throws Error with what it wrote when it fails
 */
export async function runIn(child: ChildProcess, command: readonly string[], input = ''): Promise<string> {
  const [program = '', ...args] = commandIn(child, command);
  return succeeded(program, args, await execute(program, args, { input }));
}

/** The command of the machine that runs a command where something that {@link launch} has started runs. */
export function commandIn(child: ChildProcess, command: readonly string[]): readonly string[] {
  const namespaces = ['--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'];
  return ['nsenter', '--target', String(firstProcess(child)), ...namespaces, '--', ...command];
}

/** The first process within the namespaces of something that {@link launch} has started, as the machine numbers it. */
export function firstProcess(child: ChildProcess): number {
  const outer = String(child.pid);
  const [inner = ''] = readFileSync(`/proc/${outer}/task/${outer}/children`, 'utf8').split(' ');
  return Number(inner);
}
