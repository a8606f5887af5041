import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { mostRejected, searchDifference } from '../../lib/testing/search';
import { bothHelms } from '../support/equality';
import { Web } from './stack';

const stack = new Web();
const search = { stack, chart: newChartFolder(stack), helms: bothHelms(), runs: 12, seed: 1, values: {} };

it('counts what it compares', async () => {
  expect(await searchDifference(search)).toEqual({ compared: 12, rejected: 0, rejection: '' });
});

it('counts what all reject, and gives up where all is rejected', async () => {
  const rejecting = new Web({ rejected: 'are too many.' });
  const found = await searchDifference({ ...search, stack: rejecting, chart: newChartFolder(rejecting) });
  expect(found).toEqual({
    compared: 0,
    rejected: mostRejected(12),
    rejection: 'replicas are too many.',
  });
});

it('finds the least values for which a chart gives something else, and comes to them again', async () => {
  const chart = newChartFolder(stack);
  const template = path.join(chart, 'templates/deployment.yaml');
  const text = readFileSync(template, 'utf8');
  // As somebody may have edited it.
  writeFileSync(template, text.replace('{{ .Values.replicas }}', '{{ min 5 .Values.replicas }}'));
  const edited = { ...search, chart, runs: 60 };
  const first = await messageOf(searchDifference(edited));
  expect(first).toMatch(
    /^The plain rendering and the chart of web are not the same\.\n- plain, \+ Helm v3\n/,
  );
  expect(first).toContain('\n  - spec.replicas: 6\n  + spec.replicas: 5\n');
  expect(first).toContain('\nThe least values: {"replicas":6}\nThe release r in the namespace default.\n');
  const [, seed = '', again = ''] = /\{ seed: (\d+), path: "([\d:]+)" \}$/.exec(first) ?? [];
  expect(seed).toBe('1');
  const second = await messageOf(searchDifference({ ...edited, path: again }));
  expect(second).toContain('The least values: {"replicas":6}\n');
});

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no difference',
    (error: unknown) => (error as Error).message,
  );
}
