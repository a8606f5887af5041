import { fieldLines } from '../../../../lib/app/changes/writers/field-text';

it('shows what is there before and after', () => {
  expect(fieldLines({ path: ['a'], before: 1, after: { b: 2 } })).toEqual(['- a: 1', '+ a: {"b":2}']);
  expect(fieldLines({ path: ['a'], after: null })).toEqual(['+ a: null']);
});

it('shows of a text only the lines that changed, and of a long value its beginning', () => {
  expect(fieldLines({ path: ['a'], before: 'x\ny\nz\n', after: 'x\nY\nz\n' })).toEqual(['  a:', '-   y', '+   Y']);
  const [line = ''] = fieldLines({ path: ['a'], after: 'x'.repeat(1000) });
  expect(line.length).toBeLessThan(450);
  expect(line).toMatch(/… \(1002 characters\)$/);
}); // prettier-ignore
