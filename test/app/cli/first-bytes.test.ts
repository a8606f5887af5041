import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { firstBytes } from '../../../lib/app/cli/first-bytes';

// What it reads from a pipe is in values-file.slow.test.ts.
const folder = mkdtempSync(path.join(tmpdir(), 'first-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['a file', 100, 'some words'],
  ['the first bytes of one', 4, 'some'],
])('reads %s', (_, most, expected) => {
  const file = path.join(folder, 'file');
  writeFileSync(file, 'some words');
  expect(firstBytes(file, most).toString()).toBe(expected);
});

it('reads a device without an end as far as it is told to', () => {
  expect(firstBytes('/dev/zero', 70_000)).toHaveLength(70_000);
});

it('says what the system says of a file that is not there', () => {
  expect(() => firstBytes(path.join(folder, 'none'), 1)).toThrow(/^ENOENT/);
});

it('waits where there is nothing yet', () => {
  const file = path.join(folder, 'late');
  writeFileSync(file, 'some words');
  const read = jest.spyOn(fs, 'readSync').mockImplementationOnce(() => {
    throw Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' });
  });
  expect(firstBytes(file, 100).toString()).toBe('some words');
  expect(read.mock.calls.length).toBeGreaterThan(2);
  read.mockRestore();
});
