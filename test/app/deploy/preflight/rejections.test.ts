import { KubectlError } from '../../../../lib/app/cluster/kubectl';
import { rejections } from '../../../../lib/app/deploy/preflight/rejections';
import { object } from '../../changes/objects';
import { asked, type Answers } from '../cluster';

const KINDS = { 'get --raw /api/v1': { resources: [{ kind: 'Service' }] } };
const ask = (answers: Answers, force = false) =>
  rejections.ask(asked([object('Service', 'a')], { ...KINDS, ...answers }, { force }));

it('says what the API server does not take', () => {
  const apply = { 'apply --server-side --dry-run=server': new KubectlError('admission webhook "x" denied the request: no') };
  expect(ask(apply)).toEqual(['The cluster does not take Service ai/a: admission webhook "x" denied the request: no.']);
  expect(ask(apply, true)).toEqual([]);
  expect(ask({})).toEqual([]);
}); // prettier-ignore

it('says whose fields are in the way', () => {
  const said = 'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .spec.type';
  expect(ask({ 'apply --server-side --dry-run=server': new KubectlError(said) })).toEqual([
    'Somebody else has set fields of Service ai/a: conflict with "kubectl-edit" using v1: .spec.type; take them over with --force-conflicts, or take them out of the manifest.',
  ]);
});

it('does not try what cannot be tried: a kind or a namespace that is missing', () => {
  const apply = { 'apply --server-side': new KubectlError('never asked') };
  const objects = [object('Widget', 'a')];
  expect(rejections.ask(asked(objects, { ...KINDS, ...apply }))).toEqual([]);
  expect(rejections.ask(asked([object('Service', 'a')], { ...KINDS, ...apply }, { namespaces: new Map() }))).toEqual([]);
}); // prettier-ignore
