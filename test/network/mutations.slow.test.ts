/** The comparison can fail: it notices each change of each policy, but for those that are listed as of no effect. */
import { environments } from '../support/environments';
import { holds } from '../support/values-of';
import { halfDifferences } from './compare';
import { declaredIn } from './declared';
import type { Pod } from './evaluator';
import { READINGS, worlds } from './everything';
import { picks } from './labels';
import { mutationsOf, type Mutation } from './mutations';
import type { NetworkPolicy } from './policy';
import { redundant, tables } from './tables';
import type { World } from './world';

let all: readonly World[];

beforeAll(async () => {
  all = await worlds();
});

describe.each(environments.map(({ name }) => name))('%s', (name) => {
  it('notices every change of a policy', () => {
    const world = worldOf(name);
    const declared = READINGS.map(({ rangesPickPods }) => declaredIn(world, tables, rangesPickPods).halves);
    const expected = redundant.filter((entry) => isListed(world, entry));
    const unlisted: string[] = [];
    const listedAndNoticed: string[] = [];
    const used = new Set<(typeof redundant)[number]>();
    const count = { tried: 0, noticed: 0 };
    for (const policy of world.policies) {
      for (const mutation of mutationsOf(policy)) {
        const change = `${policy.metadata.name}: ${mutation.what}`;
        const listed = expected.find(
          (entry) => entry.policy.test(policy.metadata.name) && entry.what.test(mutation.what),
        );
        const noticed = isNoticed(world, policy, mutation, declared);
        count.tried += 1;
        count.noticed += noticed ? 1 : 0;
        if (listed) used.add(listed);
        if (noticed && listed) listedAndNoticed.push(change);
        if (!noticed && !listed) unlisted.push(change);
      }
    }
    process.stdout.write(
      `network ${name}: ${String(count.tried)} changes of ${String(world.policies.length)} policies, ` +
        `${String(count.noticed)} noticed, ${String(count.tried - count.noticed)} of no effect\n`,
    );
    expect(unlisted).toEqual([]);
    expect(listedAndNoticed).toEqual([]);
    expect(expected.filter((entry) => !used.has(entry))).toEqual([]);
    expect(count.tried).toBeGreaterThan(100);
  });
});

it('lists no change of a policy that no environment has', () => {
  const idle = redundant.filter(
    (entry) =>
      all.some(({ values }) => values.has(entry.stack)) && !all.some((world) => isListed(world, entry)),
  );
  expect(idle.map(({ stack, policy, what }) => `${stack}: ${String(policy)}, ${String(what)}`)).toEqual([]);
});

/** Whether an entry is about policies of an environment. */
function isListed({ values, policies }: World, { stack, policy, when }: (typeof redundant)[number]): boolean {
  return holds(values, stack, when) && policies.some(({ metadata }) => policy.test(metadata.name));
}

/** Whether the comparison notices that a policy is another, in one reading of address ranges at least. */
function isNoticed(
  world: World,
  policy: NetworkPolicy,
  mutation: Mutation,
  declared: readonly ReadonlySet<string>[],
): boolean {
  const policies = world.policies.flatMap((one) => (one === policy ? (mutation.policy ?? []) : one));
  // Nothing changes for pods that neither of the two is about.
  const isAbout = (pod: Pod): boolean =>
    [policy, mutation.policy].some(
      (one) => pod.namespace === one?.metadata.namespace && picks(one.spec.podSelector, pod.labels),
    );
  return READINGS.some(({ rangesPickPods }, index) => {
    const halves = declared[index] ?? new Set<string>();
    return halfDifferences({ ...world, policies }, halves, rangesPickPods, isAbout).length > 0;
  });
}

function worldOf(name: string): World {
  const world = all.find((one) => one.name === name);
  if (!world) throw new Error(`There is no world of ${name}.`);
  return world;
}
