import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writtenCharts } from '../../../lib/app/cli/written-charts';

const folder = mkdtempSync(path.join(tmpdir(), 'charts-'));
beforeAll(() => {
  for (const [chart, file] of [
    ['relay', 'values-dev.yaml'],
    ['platform', 'values-prod.yaml'],
  ] as const) {
    mkdirSync(path.join(folder, chart));
    for (const name of ['Chart.yaml', file]) writeFileSync(path.join(folder, chart, name), '');
  }
  mkdirSync(path.join(folder, 'no-chart'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const dev = { name: 'dev', namespace: 'ai', stacks: {} };

it('are those that are named, in their order', () => {
  expect(writtenCharts(folder, ['relay'], dev)).toEqual([
    { name: 'relay', folder: path.join(folder, 'relay') },
  ]);
  expect(writtenCharts(folder, [], dev)).toEqual([]);
});

it.each<[string, string, string]>([
  ['nowhere', 'relay', 'There are no charts in nowhere; npm run synth writes them to dist/charts.'],
  [__filename, 'relay', `There are no charts in ${__filename}; npm run synth writes them to dist/charts.`],
  [folder, 'relais', `There is no chart in ${folder} called relais; did you mean relay? There are: platform, relay.`],
  [folder, 'no-chart', `There is no chart in ${folder} called no-chart. There are: platform, relay.`],
  [folder, '../x', `There is no chart in ${folder} called ../x. There are: platform, relay.`],
  [folder, 'platform', `The chart platform in ${folder} has no values for dev; add the stack to environments/dev.ts, and run npm run synth.`],
])('says of %s what is wrong with %s', (place, name, sentence) => {
  expect(() => writtenCharts(place, [name], dev)).toThrow(sentence);
}); // prettier-ignore
