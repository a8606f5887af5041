/** The wishes of users of comparable charts are rendered alike, plainly and through Helm 3 and Helm 4. */
import { stacks } from '../../lib/stacks/stacks';
import { writeChart } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { requestOf, wishFiles } from './files';

it.each(wishFiles())('$name gives the same objects', async ({ chart, values }) => {
  const template = stacks[chart].template();
  expect(await compareRenderings(template, writeChart(template), requestOf(values))).toBe('same objects');
});
