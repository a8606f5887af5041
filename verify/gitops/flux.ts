import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { FLUX_NAMESPACE } from '../../lib/app/gitops/flux-source';
import { program, sources } from '../../tools/programs';
import { Obj, type Cluster } from '../cluster/support/cluster';
import { installDefinitionsIn } from '../cluster/support/definitions';
import { eventually } from '../cluster/support/polling';
import { freePorts, Processes } from '../cluster/support/processes';
import { provideVolumes } from '../cluster/support/volumes';

const MODULES = ['source-controller', 'kustomize-controller', 'helm-controller'] as const;

/** Something of Flux, and what it says of itself. */
const Reconciled = Obj.extend({
  kind: z.string(),
  status: z.looseObject({
    observedGeneration: z.number().default(-1),
    lastHandledReconcileAt: z.string().default(''),
    conditions: z
      .array(z.looseObject({ type: z.string(), status: z.string(), message: z.string() }))
      .default([]),
    inventory: z.object({ entries: z.array(z.object({ id: z.string() })) }).optional(),
  }),
});
type Reconciled = z.infer<typeof Reconciled>;

/** How long what Flux deploys may take on a busy machine, in seconds. */
const SETTLE_SECONDS = 300;

/** Flux's controllers as processes beside a cluster, as the administrator of it. */
export class Flux {
  /** @throws Error with the last lines of the logs when they do not come up */
  static async start(cluster: Cluster): Promise<Flux> {
    const definitions = MODULES.flatMap((name) => {
      const folder = path.join(sources('flux', `github.com/fluxcd/${name}`), 'config/crd/bases');
      return readdirSync(folder).map((file) => path.join(folder, file));
    });
    await installDefinitionsIn(cluster, definitions);
    await cluster.kubectl('create', 'namespace', FLUX_NAMESPACE);
    const flux = new Flux(cluster, mkdtempSync(path.join(tmpdir(), 'flux-')));
    try {
      await flux.startAll();
    } catch (error) {
      await flux.stop();
      throw error;
    }
    return flux;
  }

  private readonly processes: Processes;

  private constructor(
    private readonly cluster: Cluster,
    private readonly folder: string,
  ) {
    this.processes = new Processes(folder, [
      'env',
      `KUBECONFIG=${cluster.plane.kubeconfig}`,
      `RUNTIME_NAMESPACE=${FLUX_NAMESPACE}`,
    ]);
  }

  async stop(): Promise<void> {
    await this.processes.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What there is of a kind of Flux's, such as `kustomizations`. */
  async list(kinds: string): Promise<readonly Reconciled[]> {
    return z.array(Reconciled).parse(await this.cluster.list(kinds, '-n', FLUX_NAMESPACE));
  }

  /**
   * Waits until all of some kinds are ready in their newest generation, giving volumes to claims on the way.
   *
   * @param since what was handed to {@link reconcile}: they have looked again since then
   * @throws Error with what those say that are not
   */
  async ready(kinds: string, since = ''): Promise<readonly Reconciled[]> {
    const isReady = ({ metadata, status }: Reconciled) =>
      status.observedGeneration === metadata.generation &&
      (since === '' || status.lastHandledReconcileAt === since) &&
      status.conditions.some((one) => one.type === 'Ready' && one.status === 'True');
    const all = await eventually(
      SETTLE_SECONDS,
      async () => {
        await provideVolumes(this.cluster);
        return this.list(kinds);
      },
      (found) => found.length > 0 && found.every(isReady),
    );
    const waiting = all.filter((one) => !isReady(one));
    if (all.length > 0 && waiting.length === 0) return all;
    const said = waiting.map(({ kind, metadata, status }) => {
      const condition = status.conditions.find(({ type }) => type === 'Ready');
      return `${kind} ${metadata.name}: ${condition?.message ?? 'nothing yet'}`;
    });
    throw new Error(`Not ready after ${SETTLE_SECONDS} seconds:\n${said.join('\n')}`);
  }

  /** Asks for a look now, as `flux reconcile` does, and gives what {@link ready} takes to know that it was taken. */
  async reconcile(kinds: string): Promise<string> {
    const now = String(performance.now());
    await this.cluster.kubectl(
      ...['annotate', kinds, '--all', '--overwrite', '-n', FLUX_NAMESPACE],
      `reconcile.fluxcd.io/requestedAt=${now}`,
    );
    return now;
  }

  private async startAll(): Promise<void> {
    const ports = await freePorts(1 + 2 * MODULES.length);
    const storage = path.join(this.folder, 'artifacts');
    mkdirSync(storage);
    const loopback = () => `127.0.0.1:${String(ports.pop())}`;
    const place = loopback();
    const storing = [...['--storage-path', storage, '--storage-addr', place, '--storage-adv-addr', place]];
    const health = MODULES.map((name) => {
      const at = loopback();
      this.processes.start(program('flux', name), [
        ...['--metrics-addr', loopback(), '--health-addr', at, '--events-addr', ''],
        // One thing that waits for another looks again soon.
        ...(name === 'source-controller' ? storing : ['--requeue-dependency', '2s']),
      ]);
      return at;
    });
    await this.processes.until('the controllers of Flux work', 120, async () => {
      const answers = health.map((at) =>
        fetch(`http://${at}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
      return (await Promise.all(answers)).every(Boolean);
    });
  }
}
