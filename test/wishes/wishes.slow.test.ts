/** The wishes of users of comparable charts are rendered alike, plainly and through Helm 3 and Helm 4. */
import { stacks } from '../../lib/stacks/stacks';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { requestOf, wishFiles } from './files';

it.each(wishFiles())('$name gives the same objects', async ({ chart, values }) => {
  const template = stacks[chart].template();
  expect(await compareRenderings(template, newChartFolder(template), requestOf(values))).toBe('same objects');
});
