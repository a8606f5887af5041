import { existsSync } from 'node:fs';
import path from 'node:path';
import { withCharts } from '../../../../lib/app/deploy/helm/project-charts';
import { environments } from '../../../support/environments';

const dev = environments.find(({ name }) => name === 'dev');

it('has the charts of an environment in a folder as long as they are needed', async () => {
  if (dev === undefined) throw new Error('There is dev.');
  const [chart, ...more] = await withCharts(dev, ['helm-proxy'], (charts) => {
    for (const { folder } of charts)
      for (const file of ['Chart.yaml', 'values.yaml', 'values-dev.yaml'])
        expect(existsSync(path.join(folder, file))).toBe(true);
    return Promise.resolve(charts);
  });
  expect(more).toEqual([]);
  expect(chart?.name).toBe('helm-proxy');
  expect(path.basename(chart?.folder ?? '')).toBe('helm-proxy');
  expect(existsSync(chart?.folder ?? '')).toBe(false);
});

it('removes them when something goes wrong, too', async () => {
  if (dev === undefined) throw new Error('There is dev.');
  let folder = '';
  const failing = withCharts(dev, [], (charts) => {
    folder = charts[0]?.folder ?? '';
    return Promise.reject(new Error(`failed with ${charts.length}`));
  });
  await expect(failing).rejects.toThrow('failed with 5');
  expect(existsSync(folder)).toBe(false);
});
