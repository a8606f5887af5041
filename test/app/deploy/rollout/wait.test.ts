import { reasonLines, summaryOf, waitUntilReady } from '../../../../lib/app/deploy/rollout/wait';
import type { WorkloadState } from '../../../../lib/app/deploy/rollout/workload-state';

const state = (name: string, more: Partial<WorkloadState> = {}): WorkloadState => ({
  ...{ name, isThere: true, isReady: true, wanted: 1, ready: 1, managedBy: '', images: [], restarts: 0, reasons: [] },
  ...more,
}); // prettier-ignore
const late = (...reasons: readonly string[]) =>
  state('Deployment ai/a', { isReady: false, ready: 0, reasons });

/** Waits for what is to be seen one look after the other. */
async function wait(looks: readonly (readonly WorkloadState[])[], more: { timeoutSeconds?: number } = {}) {
  const said: string[] = [];
  let next = 0;
  const states = await waitUntilReady({
    look: () => looks[Math.min(next++, looks.length - 1)] ?? [],
    say: (line) => said.push(line),
    timeoutSeconds: 60,
    everySeconds: 0.001,
    ...more,
  });
  return { states, said, looks: next };
}

it('looks until all are ready, and says each thing once', async () => {
  const waiting = [late('no image'), state('Deployment ai/b')];
  const { states, said, looks } = await wait([waiting, waiting, [state('Deployment ai/a')]]);
  expect(states).toEqual([state('Deployment ai/a')]);
  expect(looks).toBe(3);
  expect(said).toEqual([
    '    0s  1 of 2 workloads are ready; Deployment ai/a has 0 of 1',
    '        Deployment ai/a: no image',
    '    0s  1 of 1 workloads are ready',
  ]);
});

it('gives up when the time is over', async () => {
  const { states, looks } = await wait([[late()]], { timeoutSeconds: 0 });
  expect({ states, looks }).toEqual({ states: [late()], looks: 1 });
});

it('looks as long as what deploys them is at work, ready or not', async () => {
  let looks = 0;
  const look = () => [state(`Deployment ai/${++looks}`)];
  await waitUntilReady({ look, say: () => undefined, timeoutSeconds: 0, everySeconds: 0.001, isOver: () => looks >= 3 });
  expect(looks).toBe(3);
}); // prettier-ignore

it('names three in a line, and what is not there', () => {
  const all = ['a', 'b', 'c', 'd'].map((name) => state(name, { isReady: false, isThere: name !== 'a' }));
  expect(summaryOf(all)).toBe('0 of 4 workloads are ready; a is not there, b has 1 of 1, c has 1 of 1, 1 more');
  expect(reasonLines([late('x', 'y'), state('b', { reasons: ['z'] })])).toEqual([
    'Deployment ai/a: x',
    'Deployment ai/a: y',
  ]);
}); // prettier-ignore
