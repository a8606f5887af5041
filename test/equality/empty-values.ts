import type { JsonObject } from '../../lib/engine/values/declaration';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { emptyValueSets } from '../support/empty-values';
import { differencesAmong, type NamedRequest } from '../support/equality';

/** What gets empty values. */
export interface Subject {
  readonly name: string;
  readonly template: () => StackTemplate;
  /** What is given beside the empty value: as little as can be, and all that can be switched on. */
  readonly bases: readonly [JsonObject, JsonObject];
}

/** Tests that a stack is rendered alike with each empty value at each place that takes it. */
export function itTakesEmptyValues({ name, template, bases }: Subject): void {
  it(`${name} gives the same objects plainly and through Helm for each empty value at each place that takes it`, async () => {
    const stack = template();
    const inFiles = emptyValueSets(stack.declaration, bases[0], 'file');
    const byFlags = emptyValueSets(stack.declaration, bases[1], 'flag');
    const requests = [...inFiles, ...byFlags].map(
      // The two Helms in turn.
      (given, turn): NamedRequest => ({
        ...given,
        release: 'my-release',
        namespace: 'my-namespace',
        major: turn % 2 === 0 ? 3 : 4,
      }),
    );
    const { same, rejected, differences } = await differencesAmong(stack, newChartFolder(stack), requests);
    process.stdout.write(
      `equality of empty values, ${name}: ${same} value sets rendered alike by plain and Helm, ` +
        `${rejected} rejected by both, ${differences.length} differences\n`,
    );
    expect(differences).toEqual([]);
    expect(same).toBeGreaterThan(50);
  }, 1_200_000);
}
