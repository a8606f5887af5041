import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOutput } from '../../../lib/app/output/write';

// What becomes of it when the process is killed is in test/inputs/killed.test.ts.
let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'write-'));
  folder = path.join(place, 'dist');
});
afterEach(() => rmSync(place, { recursive: true }));

function read(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

it('writes files with the folders that they are in, and bytes as they are', () => {
  writeOutput(
    folder,
    new Map<string, string | Uint8Array>([
      ['a/b/c.yaml', 'c\n'],
      ['d.tgz', Uint8Array.of(0, 255)],
    ]),
  );
  expect(read('a/b/c.yaml')).toBe('c\n');
  expect([...readFileSync(path.join(folder, 'd.tgz'))]).toEqual([0, 255]);
  expect(readdirSync(place)).toEqual(['dist']);
});

it('leaves nothing of what was there before', () => {
  writeOutput(folder, new Map([['old.yaml', 'old\n']]));
  writeOutput(folder, new Map([['new.yaml', 'new\n']]));
  expect(readdirSync(folder)).toEqual(['new.yaml']);
});

it('leaves what was there when a file cannot be written', () => {
  writeOutput(folder, new Map([['old.yaml', 'old\n']]));
  const wrong = new Map([
    ['a', 'a file'],
    ['a/b', 'a file in the file'],
  ]);
  expect(() => writeOutput(folder, wrong)).toThrow();
  expect(read('old.yaml')).toBe('old\n');
  expect(readdirSync(place)).toEqual(['dist']);
});

// No process has this number: it is above what Linux and macOS give.
const NOBODY = '99999999';

it('puts back what a killed process left, and removes its unfinished output', () => {
  for (const left of [`dist.old-${NOBODY}`, `dist.new-${NOBODY}`, 'dist.note']) {
    mkdirSync(path.join(place, left));
    writeFileSync(path.join(place, left, 'left.yaml'), 'left\n');
  }
  const wrong = new Map([
    ['a', 'a file'],
    ['a/b', 'a file in the file'],
  ]);
  expect(() => writeOutput(folder, wrong)).toThrow();
  expect(read('left.yaml')).toBe('left\n');
  expect(readdirSync(place).sort()).toEqual(['dist', 'dist.note']);
});

it('does not touch what a running process writes', () => {
  const others = path.join(place, `dist.new-${String(process.ppid)}`);
  mkdirSync(others);
  writeOutput(folder, new Map([['new.yaml', 'new\n']]));
  expect(existsSync(others)).toBe(true);
});

it.each([
  ['ENOSPC', 'the disk is full; make room and run it again'],
  ['EACCES', 'you may not write there; change the permissions, or name another folder'],
  ['EROFS', 'the file system is read-only; name another folder'],
])('says of %s what helps, and leaves what was there', (code, reason) => {
  writeOutput(folder, new Map([['old.yaml', 'old\n']]));
  const write = jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
    throw Object.assign(new Error(`${code}: write`), { code });
  });
  try {
    expect(() => writeOutput(folder, new Map([['new.yaml', 'new\n']]))).toThrow(
      `${folder} cannot be written: ${reason}. What was there is unchanged.`,
    );
  } finally {
    write.mockRestore();
  }
  expect(read('old.yaml')).toBe('old\n');
  expect(readdirSync(place)).toEqual(['dist']);
});

it('says all that is known of an error that is not the machine’s', () => {
  const write = jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
    throw new TypeError('a mistake');
  });
  expect(() => writeOutput(folder, new Map([['new.yaml', 'new\n']]))).toThrow(TypeError);
  write.mockRestore();
});
