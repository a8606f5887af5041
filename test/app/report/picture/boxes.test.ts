import { boxOf, labelOf, textWidth } from '../../../../lib/app/report/picture/boxes';

const node = { id: 'a', kind: 'workload' as const, title: 'web', lines: ['1 pod'] };
const edge = { id: 'a', from: 'a', to: 'b', ports: ['80', '443'], allowed: false };

it('has room for the text, whose characters are equally wide, but for those of East Asia', () => {
  expect(textWidth('ii', 10)).toBe(textWidth('WW', 10));
  expect(textWidth('网关', 10)).toBe(textWidth('WWWW', 10));
});

it('is as wide as the longest line, and as high as all', () => {
  const small = boxOf(node);
  expect(boxOf({ ...node, lines: ['a much longer line than the title'] }).width).toBeGreaterThan(small.width);
  expect(boxOf({ ...node, lines: ['1 pod', 'image:1'] }).height).toBe(small.height + 15);
  // The mark stands beside the title.
  expect(boxOf({ ...node, title: 'a-long-name', mark: 'added' }).width).toBe(
    boxOf({ ...node, title: 'a-long-name' }).width + 22,
  );
});

it('labels a line with its ports, and with what became of them', () => {
  expect(labelOf(edge)?.text).toBe('80, 443');
  expect(labelOf({ ...edge, mark: 'added' })?.text).toBe('+ 80, 443');
  expect(labelOf({ ...edge, mark: 'changed', before: ['80'] })?.text).toBe('Δ 80 → 80, 443');
  expect(labelOf({ ...edge, mark: 'changed', before: [] })?.text).toBe('Δ all → 80, 443');
  expect(labelOf({ ...edge, ports: [] })).toBeUndefined();
});
