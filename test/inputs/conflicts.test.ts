import { isExpr } from '../../lib/engine/template/expression';
import { overlay } from '../../lib/engine/values/merge';
import { conflictsOf } from './conflicts';
import { faultsOf, rejectionOf } from './sentences';
import { objectsFor, requiredValues, SOURCE, STACKS, templateOf } from './releases';

// What a cluster, or the name that a parent chart gives, goes against: test/kubernetes/live.test.ts, test/equality/unique.slow.test.ts and
// test/equality/custom-resources.slow.test.ts.
const ELSEWHERE =
  / in the cluster|, but the cluster has no |since it is part of (names; or set nameOverride|labels)|the name that derives from the release/;

const BEGINS = new RegExp(`^(${SOURCE.replace('.', '\\.')}|values\\.yaml|name(space)? \\S+): \\S`);

describe.each(STACKS)('%s', (stack) => {
  it('rejects values that do not go together, with each of its sentences', () => {
    const required = requiredValues(stack);
    const wrong: string[] = [];
    const lines = new Set<string>();
    for (const { path, values, release = 'my-release', namespace = 'ai-gateway' } of conflictsOf(stack)) {
      const input = { release, namespace, values: overlay(required, values) };
      const message = rejectionOf(() => objectsFor(stack, input)) ?? '';
      const sentences = message.split('\n').map((line) => line.replace(/^(name(space)? )?\S+: /, ''));
      sentences.forEach((sentence) => lines.add(sentence));
      const faults = faultsOf(message, BEGINS);
      if (!sentences.some((sentence) => sentence.startsWith(`${path} `)))
        faults.push(`not about it: ${message}`);
      if (faults.length > 0) wrong.push(`${path}: ${faults.join('; ')}`);
    }
    const never = templateOf(stack).validationRules.filter(
      ({ path, reason }) =>
        !ELSEWHERE.test(reason) &&
        ![...lines].some((line) =>
          isExpr(path) ? isAboutEntry(line, reason) : line === `${path} ${reason}`,
        ),
    );
    process.stdout.write(
      `inputs ${stack}: ${String(conflictsOf(stack).length)} conflicts rejected, ` +
        `${String(templateOf(stack).validationRules.length - never.length)} of ${String(templateOf(stack).validationRules.length)} sentences\n`,
    );
    expect(wrong).toEqual([]);
    expect(never.map(({ path, reason }) => `${isExpr(path) ? 'an entry' : path} ${reason}`)).toEqual([]);
  });
});

/** Whether a line is about an entry of a map, whose path is known only then. */
function isAboutEntry(line: string, reason: string): boolean {
  return /^[a-z][A-Za-z.]*\./.test(line) && line.endsWith(` ${reason}`);
}
