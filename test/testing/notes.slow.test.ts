import { chartFiles } from '../../lib/engine/helm/chart-files';
import { writeFiles } from '../../lib/testing/chart-folder';
import { helmNotes, plainNotes, withNotes } from '../../lib/testing/notes';
import { helmBinary } from '../support/helm-binary';
import { Web } from './stack';

const stack = new Web();
const files = chartFiles({ template: stack, introduction: '', environments: new Map() });
const request = { name: 'shop', namespace: 'prod', values: { replicas: 3 } };

it('gives the notes of a release, plainly and by each Helm', async () => {
  expect(plainNotes(stack, request)).toBe('shop has 3 replicas.\n');
  const chart = writeFiles('web', withNotes(files));
  for (const major of [3, 4] as const)
    expect(await helmNotes(helmBinary(major), chart, request)).toBe('shop has 3 replicas.\n');
  await expect(helmNotes(helmBinary(3), chart, { ...request, values: { replicas: 11 } })).rejects.toThrow(
    'replicas',
  );
});
