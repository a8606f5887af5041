import { existsSync } from 'node:fs';
import path from 'node:path';
import { withCharts } from '../../../../lib/app/deploy/helm/project-charts';
import { environments } from '../../../support/environments';

const dev = environments.find(({ name }) => name === 'dev');

it('has the charts of an environment in a folder as long as they are needed', async () => {
  if (dev === undefined) throw new Error('There is dev.');
  const [release, ...more] = await withCharts(dev, ['helm-proxy'], (releases) => {
    for (const { chart, values } of releases) {
      expect(existsSync(path.join(chart, 'Chart.yaml'))).toBe(true);
      expect(existsSync(values[1] ?? '')).toBe(true);
    }
    return Promise.resolve(releases);
  });
  expect(more).toEqual([]);
  expect(release).toMatchObject({ name: 'helm-proxy', namespace: dev.namespace });
  expect(release?.values).toEqual(['-f', path.join(release?.chart ?? '', 'values-dev.yaml')]);
  expect(existsSync(release?.chart ?? '')).toBe(false);
});

it('removes them when something goes wrong, too', async () => {
  if (dev === undefined) throw new Error('There is dev.');
  let folder = '';
  const failing = withCharts(dev, [], (releases) => {
    folder = releases[0]?.chart ?? '';
    return Promise.reject(new Error(`failed with ${releases.length}`));
  });
  await expect(failing).rejects.toThrow('failed with 5');
  expect(existsSync(folder)).toBe(false);
});
