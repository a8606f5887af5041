import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import { manifestsOf } from '../../../lib/app/output/dist';
import {
  manifestsOfAll,
  renderedHere,
  threadsFor,
  type ThreadMessage,
} from '../../../lib/app/output/threads';
import { ValuesError } from '../../../lib/engine/values/check';

// What threads do is in thread.slow.test.ts.

const all = ['a', 'b', 'c', 'd'].map((name): NamedEnvironment => ({
  name,
  namespace: name,
  stacks: { jairouter: { auth: { existingSecret: 'keys' } } },
}));
const wrong: NamedEnvironment = { name: 'wrong', namespace: 'UPPER', stacks: {} };

/** As threads have it: environments, and the number of the next one. */
function data(environments: readonly NamedEnvironment[]) {
  return { environments, next: new Int32Array(new SharedArrayBuffer(4)) };
}

it.each([
  [3, 16, 1],
  [99, 16, 1],
  [100, 16, 2],
  [1000, 1, 1],
  [1000, 2, 2],
  [1000, 64, 4],
])('%d environments on %d processors are rendered in %d threads', (environments, processors, threads) => {
  expect(threadsFor(environments, processors)).toBe(threads);
});

it('has the manifests of all environments in their order', async () => {
  expect(await manifestsOfAll(all)).toEqual(all.map((environment) => manifestsOf(environment)));
});

it('throws what is wrong with the first environment that is not right', async () => {
  const also = { ...wrong, namespace: 'UPPER-TOO' };
  const rendering = manifestsOfAll([...all, wrong, also], 1);
  await expect(rendering).rejects.toThrow(ValuesError);
  await expect(rendering).rejects.toThrow(/^environments\/wrong\.ts: namespace "?UPPER"?:/);
});

it('gives each environment to one of those that ask', () => {
  const shared = data(all);
  const [one, other] = [renderedHere(shared), renderedHere(shared)];
  const numberOf = ({ value }: IteratorResult<ThreadMessage, void>) => value?.[0];
  const numbers = [one.next(), other.next(), other.next(), one.next(), one.next(), other.next()].map(
    numberOf,
  );
  expect(numbers).toEqual([0, 1, 2, 3, undefined, undefined]);
});

it('gives none after one that is wrong', () => {
  const shared = data([...all.slice(0, 1), wrong, ...all.slice(1)]);
  expect([...renderedHere(shared)].map(([number]) => number)).toEqual([0]);
  expect([...renderedHere(shared)]).toEqual([]);
});
