import { compare } from '../../../../lib/app/changes/comparison';
import { deployment, object } from '../objects';

const files = (text: string) => object('ConfigMap', 'files', { data: { 'a|b.txt': text } });

/** Something of each kind: an object that changes, with a text of lines, one that comes and one that goes. */
export const COMPARISON = compare(
  'dev',
  {
    name: 'HEAD',
    objects: [deployment('relay', {}, { image: 'a:1' }), files('one\ntwo\n'), object('Service', 'old')],
    notes: ['A note.'],
  },
  {
    name: 'working tree',
    objects: [deployment('relay', {}, { image: 'a:2' }), files('one\n```\n'), object('Service', 'new')],
    notes: [],
  },
);

export const SAME = {
  environment: 'prod',
  before: 'a',
  after: 'b',
  objects: [],
  effects: [],
  prune: [],
  notes: [],
};
