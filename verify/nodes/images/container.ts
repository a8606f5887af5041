import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Descriptor } from './blobs';
import type { ImageStore } from './build';
import { fullName, parseReference } from './reference';

const Manifest = z.object({ config: Descriptor, layers: z.array(Descriptor) });
const Config = z.object({
  config: z.object({
    Env: z.array(z.string()),
    WorkingDir: z.string(),
    Entrypoint: z.array(z.string()).optional(),
    Cmd: z.array(z.string()).optional(),
  }),
});

/** How a container is run, as a manifest says it. */
export interface ContainerOptions {
  /** In the place of the entrypoint. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** @default '0:0' */
  readonly user?: string;
  /** Folders that may be written, which are emptied only with the sandbox; by their paths in the container. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** @default - that of the image */
  readonly workingDir?: string;
}

/**
 * A network of its own without a way out, in which images run as processes of this machine: without a cluster, and without containerd.
 * Their root file systems are read-only. It needs root.
 */
export class Sandbox {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  private readonly containers: Container[] = [];
  private readonly holder = spawn('unshare', [
    '--net',
    'sh',
    '-c',
    'ip link set lo up && exec sleep infinity',
  ]);

  /** @param store the images */
  constructor(private readonly store: ImageStore) {}

  /** Starts a container of an image, in which all names are those of this network. */
  start(image: string, options: ContainerOptions = {}): Container {
    const { root, config } = this.unpacked(image);
    const { Env, WorkingDir, Entrypoint = [], Cmd = [] } = config;
    const given = [...(options.args ?? (options.command ? [] : Cmd))];
    const [uid = '0', gid = uid] = (options.user ?? '0').split(':');
    const mounts = Object.entries(options.volumes ?? {}).flatMap(([target, name]) => [
      this.volume(name, uid, gid),
      target,
    ]);
    const variables = [
      ...Env,
      ...Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`),
    ];
    const place = { root, uid, gid, workingDir: options.workingDir ?? WorkingDir };
    const command = [...(options.command ?? Entrypoint), ...given];
    const container = new Container(this.net(), place, { mounts, variables, command });
    this.containers.push(container);
    return container;
  }

  /** Fills a volume with a script of this machine's shell, whose `$0` is its folder. */
  volumeFrom(name: string, script: string): void {
    spawnSync('sh', ['-c', script, this.volume(name, '0', '0')]);
  }

  /** Ends all containers. */
  async close(): Promise<void> {
    await Promise.all(this.containers.map((container) => container.stop('SIGKILL')));
    this.holder.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private net(): string {
    return `--net=/proc/${this.holder.pid}/ns/net`;
  }

  private volume(name: string, uid: string, gid: string): string {
    const folder = path.join(this.folder, 'volumes', name);
    mkdirSync(folder, { recursive: true });
    // As with the fsGroup of a pod.
    spawnSync('chown', [`${uid}:${gid}`, folder]);
    return folder;
  }

  private unpacked(image: string) {
    const built = this.store.manifests.get(fullName(parseReference(image)));
    if (built === undefined) throw new Error(`${image} is not in the store.`);
    const read = (digest: string): unknown => JSON.parse(readFileSync(this.store.blobs.file(digest), 'utf8'));
    const manifest = Manifest.parse(read(built.manifest.digest));
    const root = mkdtempSync(path.join(this.folder, 'root-'));
    chmodSync(root, 0o755);
    for (const { digest } of manifest.layers)
      spawnSync('tar', [
        '-xpf',
        this.store.blobs.file(digest),
        '-C',
        root,
        '--numeric-owner',
        '--same-owner',
      ]);
    for (const name of ['dev', 'proc', 'etc']) mkdirSync(path.join(root, name), { recursive: true });
    writeFileSync(path.join(root, 'etc/hosts'), '127.0.0.1 localhost here\n');
    return { root, config: Config.parse(read(manifest.config.digest)).config };
  }
}

/** Asks twice a second, for a minute at most. */
async function attempts(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    if (isSo()) return;
    await pause(500);
  }
  throw new Error('It was not so within a minute.');
}

interface Place {
  readonly root: string;
  readonly uid: string;
  readonly gid: string;
  readonly workingDir: string;
}

/** Mounts what a container finds, and becomes its process 1. */
const BEGIN = `
root=$1 uid=$2 gid=$3 folder=$4; shift 4
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do mkdir -p "$root$2"; mount --bind "$1" "$root$2"; shift 2; done; shift
mount -o remount,bind,ro "$root"
hostname pod-0
exec env -i HOSTNAME=pod-0 "$@"
`;

/** A program of an image that runs. */
export class Container {
  /** What it said so far. */
  output = '';
  private readonly process: ChildProcess;
  private readonly ended: Promise<number>;
  private readonly environment: NodeJS.ProcessEnv;

  constructor(
    net: string,
    private readonly place: Place,
    { mounts, variables, command }: Record<'mounts' | 'variables' | 'command', readonly string[]>,
  ) {
    const { root, uid, gid, workingDir } = place;
    this.environment = Object.fromEntries([
      ['HOSTNAME', 'pod-0'],
      ...variables.map((word) => [word.split('=', 1)[0], word.slice(word.indexOf('=') + 1)]),
    ]);
    const become = [
      'unshare',
      `--root=${root}`,
      `--wd=${workingDir}`,
      `--setgid=${gid}`,
      `--setuid=${uid}`,
      '--',
    ];
    // prettier-ignore
    this.process = spawn('nsenter', [
      net, 'unshare', '--mount', '--pid', '--fork', '--kill-child', '--uts', 'sh', '-ec', BEGIN, 'sh',
      root, uid, gid, workingDir, ...mounts, '--', ...variables, ...become, ...command,
    ]);
    this.process.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
    this.process.stderr?.on('data', (data: Buffer) => (this.output += data.toString()));
    this.ended = new Promise((resolve) => this.process.on('close', (code) => resolve(code ?? -1)));
  }

  /** Runs a command in the container, as `kubectl exec` and probes do. */
  exec(...command: readonly string[]): { readonly code: number; readonly output: string } {
    const { uid, gid } = this.place;
    const first = this.first();
    if (first === undefined) return { code: -1, output: 'The container does not run.' };
    // prettier-ignore
    const { status, stdout, stderr } = spawnSync('nsenter', [
      '--target', String(first), '--mount', '--pid', '--net', '--uts', '--root', `--wd=/proc/${first}/cwd`,
      `--setgid=${gid}`, `--setuid=${uid}`, ...command,
    ], { encoding: 'utf8', env: this.environment });
    return { code: status ?? -1, output: stdout + stderr };
  }

  /** Waits until process 1 is that of the image and does something of its own at a SIGTERM: before, the kernel drops the signal. */
  async handlesTerm(): Promise<void> {
    await attempts(() => {
      const first = this.first();
      if (first === undefined) return false;
      const caught = /^SigCgt:\t([0-9a-f]+)$/m.exec(readFileSync(`/proc/${first}/status`, 'utf8'))?.[1];
      return ((BigInt(`0x${caught ?? '0'}`) >> BigInt(constants.signals.SIGTERM - 1)) & 1n) === 1n;
    });
  }

  /** Sends a signal to process 1, and says with what it ended and after how many seconds. */
  async stop(
    signal: NodeJS.Signals = 'SIGTERM',
  ): Promise<{ readonly code: number; readonly seconds: number }> {
    await attempts(() => this.process.exitCode !== null || this.first() !== undefined);
    const began = Date.now();
    const first = this.first();
    if (first !== undefined) process.kill(first, signal);
    return { code: await this.ended, seconds: (Date.now() - began) / 1000 };
  }

  /** With what it ended by itself. */
  end(): Promise<number> {
    return this.ended;
  }

  /** The number of process 1 on this machine, from when it is that of the image until it ends. */
  private first(): number | undefined {
    try {
      const children = readFileSync(`/proc/${this.process.pid}/task/${this.process.pid}/children`, 'utf8');
      const first = Number(children.trim().split(' ')[0]);
      return readlinkSync(`/proc/${first}/root`) === '/' ? undefined : first;
    } catch {
      return undefined;
    }
  }
}
