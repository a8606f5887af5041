import { explain } from '../../lib/app/explain';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { violationsOf } from './api-rules/violations';
import { limitInputs } from './limits';
import { faultsOf } from './sentences';
import { objectsFor, SOURCE, SYSTEMS } from './systems';

const SEED = Number(process.env['INPUTS_SEED'] ?? 20_261_121);

const sums = { refused: 0, accepted: 0 };

describe.each(SYSTEMS)('%s', (system) => {
  it('refuses values at their limits, or gives objects that the API server accepts', () => {
    const wrong = new Set<string>();
    let [refused, accepted] = [0, 0];
    for (const input of limitInputs(system, SEED)) {
      const result = rendered(() => objectsFor(system, input));
      if (typeof result === 'string') refused += 1;
      else accepted += 1;
      const problems =
        typeof result === 'string'
          ? faultsOf(result, new RegExp(`^(${SOURCE.replace('.', '\\.')}|values\\.yaml): \\S`))
          : violationsOf(result);
      for (const problem of problems) {
        wrong.add(`${system} ${input.path} = ${input.given}: ${problem}`);
      }
    }
    process.stdout.write(
      `inputs ${system}: seed ${String(SEED)}, ${String(refused + accepted)} value sets at limits, ${String(refused)} refused, ` +
        `${String(accepted)} accepted, ${String(wrong.size)} problems\n`,
    );
    expect([...wrong].sort()).toEqual([]);
    expect(Math.min(refused, accepted)).toBeGreaterThan(0);
    sums.refused += refused;
    sums.accepted += accepted;
  });
});

it('tries enough of both: what is refused, and what the API server has to accept', () => {
  expect(sums.refused).toBeGreaterThan(20 * SYSTEMS.length);
  expect(sums.accepted).toBeGreaterThan(200 * SYSTEMS.length);
});

/** The objects, or why there are none. */
function rendered(run: () => readonly KubernetesObject[]): readonly KubernetesObject[] | string {
  try {
    return run();
  } catch (error) {
    return explain(error);
  }
}
