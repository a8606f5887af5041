import { COMMON_NODE_SIZE, nodeSizeOf } from '../../../../lib/app/report/model/node-size';

it('reads CPU and memory', () => {
  expect(nodeSizeOf('3920m/12Gi')).toEqual({ cpu: 3.92, memory: 12 * 2 ** 30, text: '3920m/12Gi' });
  expect(nodeSizeOf(COMMON_NODE_SIZE)).toMatchObject({ cpu: 4, memory: 2 ** 34 });
});

it.each(['', '4', '4/', '/16Gi', '4/16Gi/1', '4x16', '0/16Gi', '-4/16Gi', '4/1e999'])(
  'says of "%s" what would be right',
  (text) => {
    expect(() => nodeSizeOf(text)).toThrow('is no size of a node; write CPU/memory, such as 4/16Gi.');
  },
);
