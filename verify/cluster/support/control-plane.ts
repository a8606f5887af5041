import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { kubernetes, type ClusterVersion } from '../../../tools/kubernetes';
import { program } from '../../../tools/programs';
import { freePorts, Processes } from './processes';
import { stagesFile } from './stages';

const TOKEN = 'administrator';
/** A user that a token is given to, besides the administrator's. */
export interface User {
  readonly token: string;
  readonly name: string;
  readonly group: string;
}

/** Where a control plane listens, and who has its nodes. */
export interface ControlPlaneOptions {
  /** The address and port of its API server. */
  readonly listen: { readonly address: string; readonly port: number };
  /** Whether kwok plays the nodes; real ones come by themselves, as users of the group `system:nodes`. */
  readonly played: boolean;
  /**
   * What it keeps on disk goes into this folder, which goes with it.
   *
   * @default - a temporary one
   */
  readonly folder?: string;
  /** @default - only the administrator */
  readonly users?: readonly User[];
  /**
   * A command that each program is run through, given the program and its arguments.
   *
   * @default - none
   */
  readonly through?: readonly string[];
  /**
   * Flags of programs besides those that all need.
   *
   * @default - none
   */
  readonly flags?: Readonly<
    Partial<Record<'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler', readonly string[]>>
  >;
}

/** How long a control plane may take to answer on a busy machine. */
const START_SECONDS = 120;

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * A real control plane: etcd, the API server with its usual admission, the controllers, the scheduler, and, unless the nodes are
 * real, kwok, which plays them: then network policies are stored and not enforced, and there are no metrics for autoscalers.
 */
export class ControlPlane {
  /**
   * Starts one, which takes some seconds once its programs are built.
   *
   * @param options by default, loopback addresses and played nodes
   * @throws Error with the last lines of the logs when it does not come up
   */
  static async start(version: ClusterVersion, options?: ControlPlaneOptions): Promise<ControlPlane> {
    const folder = options?.folder ?? mkdtempSync(path.join(tmpdir(), `cluster-${version}-`));
    const [etcd = 0, peer = 0, api = 0] = await freePorts(3);
    const plane = new ControlPlane(
      version,
      folder,
      options ?? { listen: { address: '127.0.0.1', port: api }, played: true },
    );
    try {
      await plane.startAll(etcd, peer);
    } catch (error) {
      await plane.stop();
      throw error;
    }
    return plane;
  }

  readonly kubeconfig: string;
  /** Whether its nodes are played, and with them what a volume is. */
  readonly played: boolean;
  private readonly processes: Processes;
  private agent: Agent | undefined;

  private constructor(
    readonly version: ClusterVersion,
    private readonly folder: string,
    private readonly options: ControlPlaneOptions,
  ) {
    this.kubeconfig = path.join(folder, 'kubeconfig');
    this.played = options.played;
    this.processes = new Processes(folder, options.through);
  }

  async stop(): Promise<void> {
    await this.processes.stop();
    this.agent?.destroy();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Asks the API server, as the administrator. Any answer is a result; none is an error. */
  ask(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    this.agent ??= new Agent({ ca: readFileSync(this.certificate), keepAlive: true, maxSockets: 8 });
    const { agent } = this;
    const { address, port } = this.options.listen;
    return new Promise((resolve, reject) => {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': type, ...more };
      const call = request({ agent, host: address, port, path: url, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = response.headers['content-type']?.includes('json') === true;
          resolve({ status: response.statusCode ?? 0, body: json ? JSON.parse(text) : text });
        });
      });
      call.once('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** The certificate that clients of the API server trust. */
  get certificate(): string {
    return path.join(this.folder, 'certificates/apiserver.crt');
  }

  private async startAll(etcd: number, peer: number): Promise<void> {
    const { folder, processes, version } = this;
    const { listen, played, flags = {} } = this.options;
    const key = this.writeKeys();
    this.writeKubeconfig(this.kubeconfig, TOKEN);
    processes.start(program('etcd'), [
      ...['--data-dir', path.join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error'],
      ...['--listen-client-urls', loopback(etcd), '--advertise-client-urls', loopback(etcd)],
      ...['--listen-peer-urls', loopback(peer), '--initial-advertise-peer-urls', loopback(peer)],
      ...['--initial-cluster', `default=${loopback(peer)}`],
    ]);
    processes.start(kubernetes(version, 'kube-apiserver'), [
      ...['--etcd-servers', loopback(etcd), '--cert-dir', path.dirname(this.certificate)],
      ...['--bind-address', listen.address, '--advertise-address', listen.address],
      ...['--secure-port', String(listen.port), '--service-cluster-ip-range', '10.96.0.0/16'],
      // Nothing that is played asks for the API server by its Service.
      ...(played ? ['--endpoint-reconciler-type', 'none'] : []),
      ...['--authorization-mode', 'Node,RBAC', '--token-auth-file', this.writeTokens()],
      ...['--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', key],
      ...['--service-account-signing-key-file', key],
      ...(flags['kube-apiserver'] ?? []),
    ]);
    await processes.until('the API server is ready', START_SECONDS, () => this.ready());

    const kubeconfig = ['--kubeconfig', this.kubeconfig];
    processes.start(kubernetes(version, 'kube-controller-manager'), [
      ...[...kubeconfig, '--leader-elect=false', '--secure-port', '0'],
      ...['--service-account-private-key-file', key, '--root-ca-file', this.certificate],
      // Nodes that are played send no heartbeats.
      ...(played ? ['--node-monitor-grace-period', '24h'] : []),
      '--use-service-account-credentials=false',
      // An autoscaler brings its workload to the least number of pods when it is next looked at, by itself after 15 seconds.
      ...['--horizontal-pod-autoscaler-sync-period', '3s'],
      ...(flags['kube-controller-manager'] ?? []),
    ]);
    processes.start(kubernetes(version, 'kube-scheduler'), [
      ...[...kubeconfig, '--leader-elect=false', '--secure-port', '0'],
      // A volume that comes while it looks at a pod can escape it, and by itself it looks again after five minutes only.
      ...['--pod-max-in-unschedulable-pods-duration', '15s'],
      ...(flags['kube-scheduler'] ?? []),
    ]);
    if (played) this.playNodes(kubeconfig);
    await processes.until('the controllers work', START_SECONDS, async () => {
      const answer = await this.ask('GET', '/api/v1/namespaces/default/serviceaccounts/default');
      return answer.status === 200;
    });
  }

  private playNodes(kubeconfig: readonly string[]): void {
    const { folder, processes } = this;
    const stages = path.join(folder, 'stages.yaml');
    writeFileSync(stages, stagesFile());
    processes.start(program('kwok'), [
      ...[...kubeconfig, '--config', stages, '--manage-all-nodes=true', '--cidr', '10.244.0.0/16'],
      ...['--node-lease-duration-seconds', '0', '--server-address', '127.0.0.1:0'],
    ]);
  }

  private async ready(): Promise<boolean> {
    try {
      return (await this.ask('GET', '/readyz')).status === 200;
    } catch {
      return false; // Not listening yet, or its certificate is not written yet.
    }
  }

  /** The key by which tokens of service accounts are signed. */
  private writeKeys(): string {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const file = path.join(this.folder, 'service-accounts.key');
    writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
    mkdirSync(path.dirname(this.certificate));
    return file;
  }

  private writeTokens(): string {
    const file = path.join(this.folder, 'tokens.csv');
    const administrator = { token: TOKEN, name: 'administrator', group: 'system:masters' };
    const lines = [administrator, ...(this.options.users ?? [])].map(
      ({ token, name, group }) => `${token},${name},${name},"${group}"\n`,
    );
    writeFileSync(file, lines.join(''), { mode: 0o600 });
    return file;
  }

  /** Writes the file by which a user reaches the API server. */
  writeKubeconfig(file: string, token: string): void {
    const { address, port } = this.options.listen;
    const server = `https://${address}:${port}`;
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster: { server, 'certificate-authority': this.certificate } }],
      users: [{ name: 'user', user: { token } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'user' } }],
      'current-context': 'test',
    };
    writeFileSync(file, stringify(config), { mode: 0o600 });
  }
}

function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}
