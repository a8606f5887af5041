import { explain } from '../../lib/app/explain';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { violationsOf } from './api-rules/violations';
import { limitInputs } from './limits';
import { faultsOf } from './sentences';
import { withoutOwnPieces } from './own-pieces';
import { objectsFor, SOURCE, STACKS } from './releases';

const SEED = Number(process.env['INPUTS_SEED'] ?? 20_261_121);

const sums = { rejected: 0, accepted: 0 };

describe.each(STACKS)('%s', (stack) => {
  it('rejects values at their limits, or gives objects that the API server accepts', () => {
    const wrong = new Set<string>();
    let [rejected, accepted] = [0, 0];
    for (const input of limitInputs(stack, SEED)) {
      const result = rendered(() => objectsFor(stack, input));
      if (typeof result === 'string') rejected += 1;
      else accepted += 1;
      const problems =
        typeof result === 'string'
          ? faultsOf(
              result,
              new RegExp(`^(${SOURCE.replace('.', '\\.')}|values\\.yaml|name(space)? \\S+): \\S`),
            )
          : withoutOwnPieces(violationsOf(result));
      for (const problem of problems) {
        wrong.add(`${stack} ${input.path} = ${input.given}: ${problem}`);
      }
    }
    process.stdout.write(
      `inputs ${stack}: seed ${String(SEED)}, ${String(rejected + accepted)} value sets at limits, ${String(rejected)} rejected, ` +
        `${String(accepted)} accepted, ${String(wrong.size)} problems\n`,
    );
    expect([...wrong].sort()).toEqual([]);
    expect(Math.min(rejected, accepted)).toBeGreaterThan(0);
    sums.rejected += rejected;
    sums.accepted += accepted;
  });
});

it('tries enough of both: what is rejected, and what the API server has to accept', () => {
  expect(sums.rejected).toBeGreaterThan(20 * STACKS.length);
  expect(sums.accepted).toBeGreaterThan(200 * STACKS.length);
});

/** The objects, or why there are none. */
function rendered(run: () => readonly KubernetesObject[]): readonly KubernetesObject[] | string {
  try {
    return run();
  } catch (error) {
    return explain(error);
  }
}
