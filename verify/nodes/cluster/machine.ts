import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The controllers that a kubelet works with, as the first version of cgroups has them. */
export const CONTROLLERS = [
  'cpu',
  'cpuacct',
  'cpuset',
  'memory',
  'devices',
  'freezer',
  'blkio',
  'pids',
  'systemd',
] as const;

/**
 * Looks whether nodes can run on this machine.
 *
 * @throws Error with all that is missing, and how to get it
 */
export function requireMachine(): void {
  const missing = [...missingOfLinux()];
  if (missing.length > 0)
    throw new Error(
      `Real nodes cannot run on this machine:\n${missing.map((line) => `- ${line}`).join('\n')}\n` +
        'A virtual machine with Debian, as root, can; "npm run test:cluster" plays the nodes and runs anywhere.',
    );
}

function* missingOfLinux(): Iterable<string> {
  if (process.platform !== 'linux') {
    yield `it is ${process.platform}: containers need Linux`;
    return;
  }
  if (process.getuid?.() !== 0) {
    yield 'you are not root, who alone can make networks and mounts: use "sudo"';
    return;
  }
  for (const [program, origin] of [
    ['ip', 'iproute2'],
    ['nsenter', 'util-linux'],
    ['unshare', 'util-linux'],
    ['bash', 'bash'],
    ['openssl', 'openssl'],
  ] as const)
    if (spawnSync(program, ['--version']).error) yield `there is no ${program}: "apt-get install ${origin}"`;
  const controllers = CONTROLLERS.filter((controller) => !existsSync(`/sys/fs/cgroup/${controller}`));
  if (controllers.length > 0)
    yield (
      `it has no cgroup controllers ${controllers.join(', ')} below /sys/fs/cgroup: nodes need version 1 of cgroups ` +
      '(the kernel argument systemd.unified_cgroup_hierarchy=0)'
    );
  const { status, stderr } = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'], {
    encoding: 'utf8',
  });
  if (status !== 0) yield `it gives no namespaces: ${stderr.trim()}`;
}
