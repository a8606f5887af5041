import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOutput } from '../../lib/app/output/write';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(600_000);

const ROOT = path.join(__dirname, '..', '..');
const OLD = { 'a.yaml': 'old a\n', 'dev/b.yaml': 'old b\n', 'charts/c/d.yaml': 'old d\n' };
const NEW = { 'a.yaml': 'new a\n', 'prod/e.yaml': 'new e\n', 'charts/c/d.yaml': 'new d\n' };
const NEWEST = { 'a.yaml': 'newest\n' };

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'killed-'));
  folder = path.join(parent, 'dist');
});
afterEach(() => rmSync(parent, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  writeOutput(folder, new Map(Object.entries(files)));
}

/** The files below a folder, with their content. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), readFileSync(file, 'utf8')];
    }),
  );
}

/** Writes the new output over the old one; before a call of the file system it is killed, or what is said happens. */
function writeAndDie(
  folder: string,
  call: number,
  event = 'SIGKILL',
): { signal: string | null; calls: string[] } {
  const script = path.join(__dirname, 'killed-writer.ts');
  const args = ['--require', 'tsx/cjs', script, folder, JSON.stringify(NEW), String(call), event];
  const { signal, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (signal === null && stderr !== '') throw new Error(stderr);
  return { signal, calls: stdout.split(' ') };
}

it('leaves the old output or the new one, whole, whenever it is killed', () => {
  // Given as many calls of the file system as there are when nothing goes wrong.
  write(OLD);
  const calls = writeAndDie(folder, 0).calls.length;
  expect(calls).toBeGreaterThan(10);
  const left = { old: 0, new: 0, aside: 0 };
  for (let call = 1; call <= calls; call += 1) {
    // When it is killed before one of them,
    write(OLD);
    expect(writeAndDie(folder, call).signal).toBe('SIGKILL');
    // then what is there is whole,
    const aside = readdirSync(parent).find((entry) => entry.startsWith('dist.old-'));
    const there = existsSync(folder) ? contents(folder) : contents(path.join(parent, aside ?? 'nothing'));
    expect([OLD, NEW]).toContainEqual(there);
    if (!existsSync(folder)) left.aside += 1;
    else left[there['a.yaml'] === OLD['a.yaml'] ? 'old' : 'new'] += 1;
    // and the next one goes well and leaves nothing beside it.
    write(NEWEST);
    expect(contents(folder)).toEqual(NEWEST);
    expect(readdirSync(parent)).toEqual(['dist']);
  }
  process.stdout.write(
    `inputs output: killed at ${String(calls)} moments: ${String(left.old)} times the old one is there, ` +
      `${String(left.new)} times the new one, ${String(left.aside)} times the old one beside its place\n`,
  );
  expect(left.old).toBeGreaterThan(0);
  expect(left.new).toBeGreaterThan(0);
  // No more than the one moment between the two renames.
  expect(left.aside).toBeLessThanOrEqual(1);
});

it('puts back what a killed one left beside its place, also when the next one fails', () => {
  write(OLD);
  let call = 0;
  while (existsSync(folder) && call < 100) writeAndDie(folder, (call += 1));
  const impossible = new Map([
    ['a', 'a file'],
    ['a/b', 'a file in it'],
  ]);
  expect(() => writeOutput(folder, impossible)).toThrow();
  expect(contents(folder)).toEqual(OLD);
  expect(readdirSync(parent)).toEqual(['dist']);
});

/** The last calls of the file system when nothing goes wrong: from the first rename on, what one process does is seen by another. */
function exchanging(folder: string): readonly number[] {
  const { calls } = writeAndDie(folder, 0);
  const numbers = calls.map((_, index) => index + 1);
  return [1, ...numbers.slice(calls.indexOf('renameSync'))];
}

it('finishes what it writes before it hears Ctrl-C', () => {
  write(OLD);
  for (const call of exchanging(folder).slice(1)) {
    write(OLD);
    expect(writeAndDie(folder, call, 'SIGINT').signal).toBeNull();
    expect(contents(folder)).toEqual(NEW);
    expect(readdirSync(parent)).toEqual(['dist']);
  }
});

it('leaves one of two outputs, whole, when two processes write at once', () => {
  write(OLD);
  const calls = exchanging(folder);
  expect(calls.length).toBeGreaterThan(4);
  for (const call of calls) {
    write(OLD);
    expect(writeAndDie(folder, call, JSON.stringify(NEWEST)).signal).toBeNull();
    expect([NEW, NEWEST]).toContainEqual(contents(folder));
    expect(readdirSync(parent)).toEqual(['dist']);
  }
});
