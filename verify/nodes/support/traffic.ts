import { eventually } from '../../cluster/support/polling';
import type { RealCluster } from '../cluster/cluster';
import { together, type Load, type LoadReport } from './load';
import { runningPods } from './pods';

/** Loads with names, of which several can have one. */
export class Traffic {
  private readonly loads = new Map<string, Load[]>();

  /** Adds a load under a name. */
  add(name: string, load: Load): void {
    this.loads.set(name, [...(this.loads.get(name) ?? []), load]);
  }

  /** What ended since the last report, by the names. */
  report(): Promise<ReadonlyMap<string, LoadReport>> {
    return this.each((load) => load.report());
  }

  /** Begins nothing new, and gives what is left when it has ended. */
  end(): Promise<ReadonlyMap<string, LoadReport>> {
    return this.each((load) => load.end());
  }

  private async each(ask: (load: Load) => Promise<LoadReport>): Promise<ReadonlyMap<string, LoadReport>> {
    const asked = [...this.loads].map(async ([name, loads]): Promise<[string, LoadReport]> => [
      name,
      together(await Promise.all(loads.map(ask))),
    ]);
    return new Map(await Promise.all(asked));
  }
}

/** Numbers for people, such as `16 of 16 streams whole, 812 of 812 requests answered`. */
export function numbersOf({ streams, requests }: LoadReport): string {
  const allStreams = streams.whole + streams.truncated + streams.notBegun;
  const ofStreams = allStreams > 0 ? [`${streams.whole} of ${allStreams} streams whole`] : [];
  const all = requests.answered + requests.lost;
  return [...ofStreams, `${requests.answered} of ${all} requests answered`].join(', ');
}

/** What was lost, to be compared with {@link NOTHING}. */
export function lostIn({ streams, requests, errors }: LoadReport) {
  return { truncated: streams.truncated, notBegun: streams.notBegun, lost: requests.lost, errors };
}

export const NOTHING: ReturnType<typeof lostIn> = { truncated: 0, notBegun: 0, lost: 0, errors: [] };

/**
 * Waits until no pod of a namespace is on its way out any more.
 *
 * @throws Error naming those that are
 */
export async function allGone(cluster: RealCluster, namespace: string, seconds: number): Promise<void> {
  const leaving = await eventually(
    seconds,
    async () => {
      const staying = new Set((await runningPods(cluster, namespace)).map(({ metadata }) => metadata.name));
      const all = await cluster.list('pods', '--namespace', namespace);
      return all.map(({ metadata }) => metadata.name).filter((name) => !staying.has(name));
    },
    (names) => names.length === 0,
  );
  if (leaving.length > 0) throw new Error(`Still there after ${seconds} s: ${leaving.join(', ')}.`);
}
