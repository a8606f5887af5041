import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Files } from '../../engine/helm/chart-files';
import { notPlain } from '../../engine/values/plain';
import { sourceName, type NamedEnvironment } from '../environments/environment';
import { within } from '../explain';
import { manifestsOf } from './dist';

/** What a thread is started with. */
export interface ThreadData {
  readonly environments: readonly NamedEnvironment[];
  /** The number of the environment that is rendered next, by whichever thread asks first. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** What a thread tells: the manifests of an environment by its number. Of one that cannot be rendered it tells nothing. */
export type ThreadMessage = readonly [number: number, manifests: Files];

/** So many environments at least take longer than a thread needs to start. */
const FEWEST_FOR_A_THREAD = 50;
/** Each has the code and the templates of all stacks in memory. */
const MOST_THREADS = 4;

/** In how many threads environments are best rendered. */
export function threadsFor(environments: number, processors = availableParallelism()): number {
  return Math.max(1, Math.min(MOST_THREADS, processors, Math.floor(environments / FEWEST_FOR_A_THREAD)));
}

/**
 * The manifests of environments, in their order. In how many threads they are rendered changes nothing but the time it takes: what a thread
 * does not give, since there is an error in it or the thread has ended, is rendered in this one, which says the error.
 *
 * @throws ValuesError or ValidationError as {@link manifestsOf} does, of the first environment that is not right
 */
export async function manifestsOfAll(
  environments: readonly NamedEnvironment[],
  threads = threadsFor(environments.length),
): Promise<readonly Files[]> {
  const rendered = await renderedTogether(environments, threads - 1);
  return environments.map(
    (environment, number) =>
      rendered.get(number) ?? within(sourceName(environment), () => manifestsOf(environment)),
  );
}

async function renderedTogether(
  environments: readonly NamedEnvironment[],
  others: number,
): Promise<ReadonlyMap<number, Files>> {
  const rendered = new Map<number, Files>();
  // What no values file could hold does not get to another thread as it is.
  if (others < 1 || notPlain(environments) !== undefined) return rendered;
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const data: ThreadData = { environments, next };
  const ended = Array.from({ length: others }, () => run(data, rendered));
  // This thread does the same, and hears the others in between.
  for (const [number, manifests] of renderedHere(data)) {
    rendered.set(number, manifests);
    await new Promise(setImmediate);
  }
  await Promise.all(ended);
  return rendered;
}

/** Environments that no other thread renders, one after the other, as long as there are any and all are right. */
export function* renderedHere({ environments, next }: ThreadData): Generator<ThreadMessage, void> {
  for (;;) {
    const number = Atomics.add(next, 0, 1);
    const environment = environments[number];
    if (environment === undefined) return;
    try {
      yield [number, manifestsOf(environment)];
    } catch {
      // Others before it are in the works or done, and those after it nobody will see.
      Atomics.store(next, 0, environments.length);
      return;
    }
  }
}

/** Runs a thread to its end, and keeps what it gives. */
function run(workerData: ThreadData, rendered: Map<number, Files>): Promise<void> {
  return new Promise((resolve) => {
    // As source or compiled, as this file is. A loader that threads do not have leaves them without it, and all is rendered here.
    const file = path.join(__dirname, `thread${path.extname(__filename)}`);
    const thread = new Worker(file, { workerData });
    thread.on('message', ([number, manifests]: ThreadMessage) => rendered.set(number, manifests));
    // It has ended early then, and what it has not given is rendered here.
    thread.on('error', () => undefined);
    thread.on('exit', () => resolve());
  });
}
