import { markdownTable } from '../../../lib/app/docs/markdown';

it('makes columns of one width, as prettier does', () => {
  expect(markdownTable(['A', 'Long'], [['wide cell', 'b']])).toBe(
    '| A         | Long |\n| --------- | ---- |\n| wide cell | b    |\n',
  );
});

it('keeps a bar in a cell from ending it, and fills in cells that are missing', () => {
  expect(markdownTable(['A', 'B'], [['x|y'], []])).toBe(
    '| A    | B   |\n| ---- | --- |\n| x\\|y |     |\n|      |     |\n',
  );
});
