import { progress } from '../../../lib/app/cli/progress';

it.each([
  [true, ['Rendering…\n']],
  [false, []],
])('speaks to a terminal alone (%s)', (isTTY, expected) => {
  const before = process.stderr.isTTY;
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  process.stderr.isTTY = isTTY;
  progress('Rendering');
  write.mockRestore();
  process.stderr.isTTY = before;
  expect(written).toEqual(expected);
}); // prettier-ignore
