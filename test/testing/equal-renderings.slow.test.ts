import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expectEqualRenderings } from '../../lib/testing/equal-renderings';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { helmBinary } from '../support/helm-binary';
import { Web } from './stack';

const helm = helmBinary(3);

// Of this file alone: other tests make charts at the same time.
const folder = mkdtempSync(path.join(os.tmpdir(), 'equal-renderings-'));
beforeAll(() => {
  jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
});
afterAll(() => {
  jest.restoreAllMocks();
});
const left = () => readdirSync(folder).filter((name) => /^(chart|values|parse-like-helm)-/.test(name));

it('says what was compared, with one Helm and with two', async () => {
  expect(await expectEqualRenderings(new Web(), { runs: 6, seed: 3, helm })).toEqual({
    compared: 6,
    rejected: 0,
    seed: 3,
    helms: [expect.stringMatching(/^v3\.\d+\.\d+$/)],
  });
  const both = await expectEqualRenderings(new Web(), { runs: 3, helm: [helm, helmBinary(4)] });
  expect(both).toMatchObject({ compared: 3, helms: [expect.any(String), expect.stringMatching(/^v4\./)] });
  expect(both.seed).toBeGreaterThanOrEqual(0);
  expect(os.tmpdir).toHaveBeenCalled();
  expect(left()).toEqual([]);
});

it('keeps values that it is given, and makes others up over them', async () => {
  const stack = new Web({
    form: { pattern: /^[Vv]?[0-9.]*$/, samples: ['1', '2'] },
    jsonSchema: { type: 'string', pattern: '^V?[0-9.]*$' },
  });
  await expectEqualRenderings(stack, { runs: 6, seed: 3, helm });
  await expect(
    expectEqualRenderings(stack, { runs: 6, seed: 3, helm, values: { tag: 'v1' } }),
  ).rejects.toThrow('The least values: {"tag":"v1"}');
});

it('compares with a chart that is there', async () => {
  const chart = newChartFolder(new Web({ selector: { app: 'old' } }));
  await expect(expectEqualRenderings(new Web(), { runs: 3, helm, chart })).rejects.toThrow(
    /- spec\.selector\.matchLabels\.app: "r"\n +\+ spec\.selector\.matchLabels\.app: "old"/,
  );
});

it.each<[string, Parameters<typeof expectEqualRenderings<Web>>, string]>([
  [
    'nothing was compared',
    [new Web({ rejected: 'are too many.' }), { runs: 6, helm }],
    'Nothing of web was compared: all values were rejected, the last ones by\nreplicas are too many.\n' +
      'Give what the stack cannot be rendered without in the option values.',
  ],
  ['there are no runs', [new Web(), { runs: 0, helm }], 'runs is 0; it must be an integer from 1.'],
  ['a seed is none', [new Web(), { seed: 0.5, helm }], 'seed is 0.5; it must be an integer.'],
  ['there is no chart', [new Web(), { chart: 'none', helm }], 'chart is none, and there is nothing; it must'],
  ['there is no Helm', [new Web(), { helm: '/none' }], 'helm=/none cannot be used: there is no such file.'],
])('fails when %s', async (_, args, message) => {
  await expect(expectEqualRenderings(...args)).rejects.toThrow(message);
});
