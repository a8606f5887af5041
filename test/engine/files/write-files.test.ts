import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFiles } from '../../../lib/engine/files/write-files';

const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes files beside what is there, over what has their names', () => {
  writeFileSync(path.join(folder, 'kept'), 'kept');
  writeFileSync(path.join(folder, 'a'), 'old');
  writeFiles(new Map([['a', 'new'], ['in/b', 'b']].map(([file = '', text = '']) => [path.join(folder, file), text]))); // prettier-ignore
  expect(readdirSync(folder).sort()).toEqual(['a', 'in', 'kept']);
  expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('new');
});

it('writes none where one cannot be written, and says why', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, 'file');
  const before = readdirSync(folder).sort();
  const files = new Map([
    [path.join(folder, 'new/first'), 'first'],
    [path.join(file, 'second'), 'second'],
  ]);
  expect(() => writeFiles(files)).toThrow(/second cannot be written: .*What was there is unchanged\.$/);
  expect(readdirSync(folder).sort()).toEqual(before);
});

it('does not take a folder for a file', () => {
  mkdirSync(path.join(folder, 'taken'));
  expect(() => writeFiles(new Map([[path.join(folder, 'first'), 'text'], [path.join(folder, 'taken'), 'text']]))).toThrow('there is a folder of this name'); // prettier-ignore
  expect(readdirSync(folder).filter((name) => name === 'first' || name.includes('.new-'))).toEqual([]);
});
