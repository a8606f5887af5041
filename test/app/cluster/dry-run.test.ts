import { dryRun } from '../../../lib/app/cluster/dry-run';
import { KubectlError, type Kubectl } from '../../../lib/app/cluster/kubectl';
import { identityOf } from '../../../lib/engine/release/objects';
import { object } from '../changes/objects';

const NAMES = ['a', 'b', 'c'];
const all = NAMES.map((name) => object('Service', name));
/** A cluster that takes all but one object. */
const taking =
  (bad: string | undefined, calls: (readonly string[])[] = []): Kubectl =>
  (args, input = '') => {
    calls.push(args);
    if (bad !== undefined && input.includes(`"name":"${bad}"`)) throw new KubectlError('no');
    return input;
  };

it('gives what an apply would make of all, in one call', () => {
  const calls: (readonly string[])[] = [];
  const { applied, rejected } = dryRun(taking(undefined, calls), all, ['--force-conflicts']);
  expect([...applied.keys()]).toEqual(all.map(identityOf));
  expect(rejected).toEqual([]);
  expect(calls).toEqual([
    ['apply', '--server-side', '--force-conflicts', '--dry-run=server', '--output', 'json', '-f', '-'],
  ]);
  expect(dryRun(taking(undefined), [], []).applied.size).toBe(0);
});

it.each(NAMES)('finds the one that is rejected among others: %s', (bad) => {
  const { applied, rejected } = dryRun(taking(bad), all, []);
  expect(rejected).toEqual([{ of: `Service ai/${bad}`, message: 'no.' }]);
  expect(applied.size).toBe(2);
});

it('hands on what no object is to blame for', () => {
  const fails = () => {
    throw new Error('no cluster');
  };
  expect(() => dryRun(fails, all, [])).toThrow('no cluster');
});
