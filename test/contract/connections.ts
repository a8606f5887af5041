import { chmodSync, readdirSync, readFileSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Keeps the files `tcp` and `tcp6` of a folder with the connections of some sessions of processes, as /proc/net of a container has those
 * of its network namespace and no others. Hooks that wait for the end of streams look there.
 *
 * @returns a function that ends it
 */
export function watchConnections(folder: string, sessions: () => readonly number[]): () => void {
  const write = () => {
    const sockets = socketsOfAll(new Set(sessions()));
    for (const name of ['tcp', 'tcp6']) {
      const file = path.join(folder, name);
      writeFileSync(`${file}.new`, connectionsOf(name, sockets));
      renameSync(`${file}.new`, file);
    }
  };
  chmodSync(folder, 0o755);
  write();
  const timer = setInterval(write, 100);
  return () => clearInterval(timer);
}

function socketsOfAll(sessions: ReadonlySet<number>): ReadonlySet<string> {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Set(processes.flatMap((pid) => socketsOf(pid, sessions)));
}

function connectionsOf(name: string, sockets: ReadonlySet<string>): string {
  const [title = '', ...lines] = readFileSync(`/proc/net/${name}`, 'utf8').trimEnd().split('\n');
  const own = lines.filter((line) => sockets.has(line.trim().split(/\s+/)[9] ?? ''));
  return [title, ...own].map((line) => `${line}\n`).join('');
}

/** The sockets of a process by inode, if it is of one of the sessions; none of a process that has just ended. */
function socketsOf(pid: string, sessions: ReadonlySet<number>): readonly string[] {
  try {
    const session = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[3];
    if (!sessions.has(Number(session))) return [];
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => inodeOf(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function inodeOf(file: string): readonly string[] {
  try {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(file))?.[1];
    return inode === undefined ? [] : [inode];
  } catch {
    return [];
  }
}
