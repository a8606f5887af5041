import { setTimeout as pause } from 'node:timers/promises';
import type { WorkloadState } from './workload-state';

/** How workloads are waited for. */
export interface Waiting {
  /** How far they are now. */
  readonly look: () => readonly WorkloadState[];
  /** Tells people how far they are: each line once. */
  readonly say: (line: string) => void;
  readonly timeoutSeconds: number;
  /** Between two looks. */
  readonly everySeconds: number;
  /** Whether what deploys them has ended: until then they are looked at, and no longer. @default - until all are ready */
  readonly isOver?: () => boolean;
}

/** Waits until all workloads are ready, and gives how far they were when it was last looked. */
export async function waitUntilReady({
  look,
  say,
  timeoutSeconds,
  everySeconds,
  isOver,
}: Waiting): Promise<readonly WorkloadState[]> {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  const said = new Set<string>();
  let summary = '';
  for (;;) {
    const states = look();
    const now = summaryOf(states);
    if (now !== summary) say(`${String(seconds()).padStart(5)}s  ${now}`);
    summary = now;
    for (const line of reasonLines(states).filter((one) => !said.has(one))) {
      said.add(line);
      say(`        ${line}`);
    }
    const isEnd = isOver?.() ?? (states.every(({ isReady }) => isReady) || seconds() >= timeoutSeconds);
    if (isEnd) return states;
    await pause(everySeconds * 1000);
  }
}

/** So many are named in a line. */
const NAMED = 3;

/** How many workloads are ready, and what the others have: `2 of 3 workloads are ready; Deployment ai/relay has 1 of 2 pods`. */
export function summaryOf(states: readonly WorkloadState[]): string {
  const waiting = states.filter(({ isReady }) => !isReady);
  const named = waiting
    .slice(0, NAMED)
    .map(({ name, isThere, ready, wanted }) =>
      isThere ? `${name} has ${ready} of ${wanted}` : `${name} is not there`,
    );
  const more = waiting.length > NAMED ? [`${waiting.length - NAMED} more`] : [];
  const rest = [...named, ...more].join(', ');
  return `${states.length - waiting.length} of ${states.length} workloads are ready${rest === '' ? '' : `; ${rest}`}`;
}

/** Why those that are not ready are not, a line each. */
export function reasonLines(states: readonly WorkloadState[]): readonly string[] {
  return states
    .filter(({ isReady }) => !isReady)
    .flatMap(({ name, reasons }) => reasons.map((reason) => `${name}: ${reason}`));
}
