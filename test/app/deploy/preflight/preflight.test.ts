import { ForbiddenError } from '../../../../lib/app/cluster/kubectl';
import { isMissing, preflight } from '../../../../lib/app/deploy/preflight/preflight';
import { UserError } from '../../../../lib/app/explain';
import { object } from '../../changes/objects';
import { asked, named, type Answers } from '../cluster';

const ALL = {
  'get --raw /api/v1': { resources: [{ kind: 'PersistentVolumeClaim' }] },
  'get namespace ai': named('Namespace', 'ai'),
};
const CLAIM = object('PersistentVolumeClaim', 'data', { spec: {} });
const ask = (answers: Answers) => preflight(asked([CLAIM], { ...ALL, ...answers })); // prettier-ignore

it('has a kind and a sentence for each thing that is missing', () => {
  const found = ask({});
  expect(found).toEqual([
    { kind: 'storage-class', sentence: expect.stringContaining('no default storage class') as string },
  ]);
  expect(found.every(isMissing)).toBe(true);
});

it('says what this user may not see, which is no failure, and asks the rest', () => {
  const found = ask({ 'get storageclasses': new ForbiddenError('Ask for permission.') });
  expect(found).toEqual([
    {
      kind: 'storage-class',
      unknown: true,
      sentence: 'Whether the storage classes are there could not be seen. Ask for permission.',
    },
  ]);
  expect(found.some(isMissing)).toBe(false);
});

it('ends where the cluster does not answer', () => {
  expect(() => ask({ 'get namespace ai': new UserError('no answer') })).toThrow('no answer');
});
