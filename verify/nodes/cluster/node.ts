import { execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandIn, firstProcess, launch, plugIn, runIn } from './namespaces';
import { writeNodeFiles } from './node-files';
import type { NodePrograms } from './node-programs';
import { SERVICES, type NodeSite, type Site } from './site';

const ENFORCER_SECONDS = 30;

/** Where the nodes of a cluster keep what they have. */
export interface NodeFolders {
  /** A folder for each node is made in here. */
  readonly nodes: string;
  readonly logs: string;
  /** What every node can mount: a volume of the network. */
  readonly volumes: string;
}

/** A real node: a process tree with namespaces and cgroups of its own, in which containerd, a kubelet, kube-proxy and kube-router run. */
export class Node {
  /**
   * Starts one. It is Ready when its kubelet says so, which is later.
   *
   * @param writeKubeconfig makes the kubeconfig of a program of the node, at a path
   * @throws Error when the machine does not give it its namespaces
   */
  static async start(
    site: Site,
    node: NodeSite,
    programs: NodePrograms,
    folders: NodeFolders,
    writeKubeconfig: (file: string, user: 'kubelet' | 'kube-proxy' | 'kube-router') => void,
  ): Promise<Node> {
    const folder = path.join(folders.nodes, node.name);
    writeNodeFiles(folder, site, node, programs);
    writeKubeconfig(path.join(folder, 'kubelet.conf'), 'kubelet');
    writeKubeconfig(path.join(folder, 'kube-proxy.conf'), 'kube-proxy');
    writeKubeconfig(path.join(folder, 'kube-router.conf'), 'kube-router');
    const environment = {
      ...programs.environment,
      NODE: node.name,
      ADDRESS: `${node.address}/24`,
      SERVICES,
      VOLUMES: folders.volumes,
      LOGS: folders.logs,
      KUBELET: programs.kubelet,
      KUBE_PROXY: programs.kubeProxy,
      KUBE_ROUTER: programs.kubeRouter,
    };
    const lines = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'\n`);
    writeFileSync(path.join(folder, 'node.env'), lines.join(''));
    const started = new Node(site, node, folder, path.join(folders.logs, `${node.name}.log`));
    await started.boot();
    return started;
  }

  private process: ChildProcess | undefined;

  private constructor(
    private readonly site: Site,
    private readonly node: NodeSite,
    private readonly folder: string,
    private readonly log: string,
  ) {}

  get name(): string {
    return this.node.name;
  }

  get address(): string {
    return this.node.address;
  }

  /** Starts it once more after {@link kill}, with what it had on its disk. */
  async boot(): Promise<void> {
    const { site, node, folder, log } = this;
    this.process = launch(`${site.name}/${node.name}`, [path.join(__dirname, 'node.sh'), folder], log);
    await plugIn(site, this.process, `${site.name}-${node.zone.at(-1) ?? ''}`);
    execFileSync('ip', ['route', 'replace', node.pods, 'via', node.address]);
  }

  /** Kills it as a loss of power does: nothing on it ends in an orderly way. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.running.once('exit', resolve));
    process.kill(firstProcess(this.running), 'SIGKILL');
    await ended;
    this.process = undefined;
  }

  /**
   * Runs a command on the node, as a person who has logged in there.
   *
   * @throws Error with what it wrote when it fails
   */
  run(command: readonly string[], input = ''): Promise<string> {
    return runIn(this.running, this.loggedIn(command), input);
  }

  /** The command of the machine that runs a command on the node, for one that goes on while other things are done. */
  command(command: readonly string[]): readonly string[] {
    return commandIn(this.running, this.loggedIn(command));
  }

  /**
   * Lets all packets through, or only what policies allow, as is usual.
   *
   * @throws Error when the enforcer does not follow
   */
  async enforcePolicies(enforced: boolean): Promise<void> {
    const wish = path.join(this.folder, 'unenforced');
    const done = `${wish}.done`;
    if (enforced) rmSync(wish, { force: true });
    else {
      writeFileSync(wish, '');
      await this.run(['bash', '-c', 'kill $(cat /run/kube-router.pid)']);
    }
    const end = performance.now() + ENFORCER_SECONDS * 1000;
    while (existsSync(done) === enforced) {
      if (performance.now() > end)
        throw new Error(`kube-router of ${this.name} has not ended in ${ENFORCER_SECONDS} s.`);
      await pause(100);
    }
  }

  private loggedIn(command: readonly string[]): readonly string[] {
    return ['bash', '-c', `set -a; . ${this.folder}/node.env; exec "$@"`, 'bash', ...command];
  }

  private get running(): ChildProcess {
    if (this.process === undefined) throw new Error(`${this.name} is not running.`);
    return this.process;
  }
}
