import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClusterVersion } from '../../../tools/kubernetes';
import { Cluster } from '../../cluster/support/cluster';
import { ControlPlane, type User } from '../../cluster/support/control-plane';
import { Guardian } from './guardian';
import { requireMachine } from './machine';
import { program } from '../../../tools/programs';
import { buildImages } from '../images/build';
import type { Image } from '../images/image';
import { imageOfProgram } from '../images/parts';
import { standIn } from '../images/programs';
import { serveImages } from '../images/registry';
import { productImages } from '../images/wanted';
import { aggregationFlags } from './certificates';
import { COREDNS_IMAGE, installNameService } from './name-service';
import { IMAGES_PORT, PAUSE_IMAGE } from './node-files';
import { Outside } from './outside';
import { Node } from './node';
import { nodePrograms } from './node-programs';
import { takeSite, type Site } from './site';
import { addVolumes } from './volumes';

const READY_SECONDS = 300;
/** The image with our own tools. */
export const TOOLS_IMAGE = 'nodes.test/tools:1';

const API_PORT = 6443;

/** What a cluster has besides what each has. */
export interface RealClusterOptions {
  /**
   * Images by their names, such as those of add-ons.
   *
   * @default - those of the product only
   */
  readonly images?: Readonly<Record<string, Image>>;
}

/**
 * A cluster whose nodes are real: containers run, probes are asked, policies are enforced. The control plane listens on a bridge, on
 * which each node has a wire; nothing of it is reached from outside the machine.
 */
export class RealCluster extends Cluster {
  /**
   * Starts one, as root. A guardian ends it when this process ends, in whatever way.
   *
   * @throws Error when this machine cannot do it, or when it does not come up
   */
  static async startNodes(
    version: ClusterVersion,
    { images = {} }: RealClusterOptions = {},
  ): Promise<RealCluster> {
    requireMachine();
    const programs = nodePrograms(version);
    const store = await buildImages([...(await productImages()), PAUSE_IMAGE, TOOLS_IMAGE], {
      [COREDNS_IMAGE]: imageOfProgram(program('coredns')),
      ...images,
    });
    const site = takeSite();
    const folder = mkdtempSync(path.join(tmpdir(), `${site.name}-`));
    process.stderr.write(`nodes: starting on site ${site.name}\n`);
    const guardian = new Guardian(site, folder);
    try {
      const folders = {
        plane: path.join(folder, 'plane'),
        nodes: path.join(folder, 'nodes'),
        volumes: path.join(folder, 'volumes'),
        logs: path.join(folder, 'logs'),
      };
      for (const each of Object.values(folders)) mkdirSync(each);
      setUpBridge(site);
      const plane = await ControlPlane.start(version, {
        listen: { address: site.host, port: API_PORT },
        played: false,
        folder: folders.plane,
        users: [...site.nodes.map(({ name }) => nodeUser(name)), PROXY],
        through: inCgroup(site),
        flags: {
          ...FLAGS,
          'kube-apiserver': [...FLAGS['kube-apiserver'], ...aggregationFlags(folders.plane)],
        },
      });
      guardian.before(() => plane.stop());
      const registry = await serveImages(store, site.host, IMAGES_PORT);
      guardian.before(() => registry.close());
      const outside = await Outside.start(site, standIn('tools'), folders.logs);
      const cluster = new RealCluster(plane, site, folders.logs, outside, guardian);
      await cluster.addNodes();
      const nodes = await Promise.all(
        site.nodes.map((node) =>
          Node.start(site, node, programs, folders, (file, user) =>
            plane.writeKubeconfig(file, user === 'kubelet' ? nodeUser(node.name).token : PROXY.token),
          ),
        ),
      );
      cluster.nodes.push(...nodes);
      await addVolumes(cluster, folders.volumes);
      await cluster.kubectl('wait', 'node', '--all', '--for=condition=Ready', `--timeout=${READY_SECONDS}s`);
      await installNameService(cluster);
      return cluster;
    } catch (error) {
      await guardian.end();
      throw error;
    }
  }

  /** The nodes, by their names in order. */
  readonly nodes: Node[] = [];

  private constructor(
    plane: ControlPlane,
    readonly site: Site,
    /** The folder with the logs of what runs on the nodes. */
    readonly logs: string,
    readonly outside: Outside,
    private readonly guardian: Guardian,
  ) {
    super(plane);
  }

  override stop(): Promise<void> {
    return this.guardian.end();
  }

  /** Lets all packets through, on every node, or only what policies allow, as is usual. */
  async enforcePolicies(enforced: boolean): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.enforcePolicies(enforced)));
  }

  /** Nodes are made first, so that they have the networks that the routes are for, and zones. */
  private async addNodes(): Promise<void> {
    await this.apply(
      ...this.site.nodes.map(({ name, zone, pods }) => ({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name,
          labels: { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': zone },
        },
        spec: { podCIDR: pods, podCIDRs: [pods] },
      })),
    );
  }
}

const FLAGS = {
  'kube-apiserver': [
    ...['--enable-admission-plugins', 'NodeRestriction', '--allow-privileged=true'],
    ...['--kubelet-preferred-address-types', 'InternalIP'],
    // A node that is lost is lost after half a minute, not after five.
    ...['--default-unreachable-toleration-seconds', '15', '--default-not-ready-toleration-seconds', '15'],
  ],
  'kube-controller-manager': ['--node-monitor-grace-period', '20s'],
};

const PROXY: User = { token: 'proxy', name: 'system:kube-proxy', group: 'system:masters' };

function nodeUser(name: string): User {
  return { token: `token-of-${name}`, name: `system:node:${name}`, group: 'system:nodes' };
}

/** A command by which a program runs in the cluster's cgroup, where the guardian finds it. */
function inCgroup({ name }: Site): readonly string[] {
  const folder = `/sys/fs/cgroup/pids/${name}`;
  mkdirSync(folder, { recursive: true });
  return ['bash', '-c', `echo $$ > ${folder}/cgroup.procs && exec "$@"`, 'join'];
}

function setUpBridge({ name, host }: Site): void {
  execFileSync('ip', ['address', 'add', `${host}/24`, 'dev', name]);
  execFileSync('ip', ['link', 'set', name, 'up']);
}
