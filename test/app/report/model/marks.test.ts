import { markedPicture } from '../../../../lib/app/report/model/marks';
import type { Picture } from '../../../../lib/app/report/model/picture';

const node = (id: string, ...lines: readonly string[]) => ({
  id,
  kind: 'workload' as const,
  title: id,
  lines,
});
const edge = (id: string, ...ports: readonly string[]) => ({ id, from: 'a', to: 'b', ports, allowed: false });
const marks = (items: readonly { readonly id: string; readonly mark?: string }[]) => items.map(({ id, mark }) => [id, mark]); // prettier-ignore

const BEFORE: Picture = {
  nodes: [node('same'), node('shown', '1 pod'), node('inside'), node('gone')],
  edges: [edge('same', '80'), edge('moved', '80'), edge('closed', '80')],
};
const AFTER: Picture = {
  nodes: [node('same'), node('shown', '2 pods'), node('inside'), node('new')],
  edges: [edge('same', '80'), edge('moved', '80', '443'), edge('opened', '80')],
};

it('marks what is added, removed and changed, in what is shown or in something else', () => {
  const { nodes, edges } = markedPicture(BEFORE, AFTER, new Set(['inside']));
  expect(marks(nodes)).toEqual([
    ['same', undefined],
    ['shown', 'changed'],
    ['inside', 'changed'],
    ['new', 'added'],
    ['gone', 'removed'],
  ]);
  expect(marks(edges)).toEqual([
    ['same', undefined],
    ['moved', 'changed'],
    ['opened', 'added'],
    ['closed', 'removed'],
  ]);
});

it('keeps the ports of before, of a line whose ports are others', () => {
  const { edges } = markedPicture(BEFORE, AFTER, new Set());
  expect(edges.map(({ before }) => before)).toEqual([undefined, ['80'], undefined, undefined]);
});

it('marks nothing of two that are the same', () => {
  const { nodes, edges } = markedPicture(BEFORE, BEFORE, new Set());
  expect([...nodes, ...edges].filter(({ mark }) => mark !== undefined)).toEqual([]);
});
