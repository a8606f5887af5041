import { codeOf, writeFailure } from '../../../lib/engine/files/write-failure';
import { UserError } from '../../../lib/app/explain';

it('is a sentence where it is the machine’s doing, and the error itself where it is not', () => {
  const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
  expect(writeFailure('dist', full)).toEqual(
    new UserError(
      'dist cannot be written: the disk is full; make room and run it again. What was there is unchanged.',
    ),
  );
  const ours = new TypeError('a mistake');
  expect(writeFailure('dist', ours)).toBe(ours);
});

it('knows codes of the operating system alone', () => {
  expect(codeOf(Object.assign(new Error(), { code: 'EROFS' }))).toBe('EROFS');
  expect([codeOf(new Error()), codeOf('ENOSPC'), codeOf(null), codeOf({ code: 1 })]).toEqual([
    '',
    '',
    '',
    '',
  ]);
});
