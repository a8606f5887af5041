import type { StackTemplate } from '../engine/template/stack-template';
import { formatList } from '../engine/values/wording';
import { unusedValues } from './unused-values';

/**
 * Expects that each declared value is used by a resource. One that is only asked in a rule, or only goes into a checksum or the notes,
 * changes nothing that is deployed.
 *
 * @throws Error with the paths of those that are not used
 */
export function expectValuesUsed(stack: StackTemplate): void {
  const unused = unusedValues(stack);
  if (unused.length === 0) return;
  throw new Error(
    `No resource of ${stack.chart.name} uses ${formatList(unused)}: use ${unused.length === 1 ? 'it' : 'them'}, or take ` +
      `${unused.length === 1 ? 'it' : 'them'} out of the declaration.`,
  );
}
