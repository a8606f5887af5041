import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { RealCluster } from '../cluster/cluster';
import type { Database } from './databases';

const BATCH = 100;
const READY_SECONDS = 180;

const Pod = z.looseObject({
  metadata: z.looseObject({ uid: z.string(), deletionTimestamp: z.string().optional() }),
  status: z.looseObject({
    conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
  }),
});

/** What was written to a database, to say later what of it is lost. */
export class Records {
  private readonly written = new Map<string, string>();
  private uid = '';

  constructor(
    private readonly cluster: RealCluster,
    private readonly database: Database,
  ) {}

  get name(): string {
    return `${this.database.namespace}/${this.database.pod}`;
  }

  get size(): number {
    return this.written.size;
  }

  /** Writes more, and remembers which pod has taken it. */
  async add(event: string): Promise<void> {
    const entries = Array.from({ length: BATCH }, (_, index) => {
      const key = `${event.replaceAll(' ', '-')}-${index}`;
      return [key, `value-of-${key}`] as const;
    });
    await this.database.write(this.cluster, new Map(entries));
    for (const [key, value] of entries) this.written.set(key, value);
    this.uid = await this.readyPod('');
  }

  /**
   * Waits for the pod that follows the one that was written to.
   *
   * @throws Error when there is none in time
   */
  async succeeded(): Promise<void> {
    await this.readyPod(this.uid);
  }

  /** What is wrong with what the database has now: entries that are missing or have another value. */
  async lost(): Promise<readonly string[]> {
    const found = await this.database.read(this.cluster);
    return [...this.written].flatMap(([key, value]) =>
      found.get(key) === value ? [] : [`${this.name}: ${key} is ${found.get(key) ?? 'lost'}`],
    );
  }

  private async readyPod(other: string): Promise<string> {
    const { namespace, pod } = this.database;
    const end = performance.now() + READY_SECONDS * 1000;
    for (;;) {
      const { code, stdout, stderr } = await this.cluster.tryKubectl(
        ...['get', 'pod', pod, '--namespace', namespace, '--output', 'json'],
      );
      const found = code === 0 ? Pod.parse(JSON.parse(stdout)) : undefined;
      const ready = found?.status.conditions.some(
        ({ type, status }) => type === 'Ready' && status === 'True',
      );
      if (found && ready && found.metadata.deletionTimestamp === undefined && found.metadata.uid !== other)
        return found.metadata.uid;
      if (performance.now() > end) {
        const events = await this.cluster.kubectl('get', 'events', '--namespace', namespace);
        throw new Error(`${this.name} has no new pod after ${READY_SECONDS} s: ${stderr}\n${events}`);
      }
      await pause(300);
    }
  }
}
