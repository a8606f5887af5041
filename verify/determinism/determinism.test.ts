import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout, filesIn, ROOT, synthesize, type Synthesis } from './synthesis';

const YEAR = 365 * 24 * 60 * 60 * 1000;

const scratch = mkdtempSync(path.join(tmpdir(), 'determinism-'));

let one: Synthesis;
let other: Synthesis;

beforeAll(() => {
  const home = path.join(scratch, 'home');
  mkdirSync(home);
  const here = path.join(scratch, 'one');
  const there = path.join(scratch, 'other name/deep/down');
  checkout(here);
  checkout(there);
  one = synthesize({
    checkout: here,
    elsewhere: path.join(scratch, 'nearby'),
    byScript: true,
    env: { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' },
    clock: 0,
    umask: 0o022,
    backwards: false,
  });
  other = synthesize({
    checkout: there,
    elsewhere: path.join(scratch, 'far away'),
    byScript: false,
    env: {
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      TZ: 'Pacific/Chatham',
      HOME: home,
    },
    clock: 20 * YEAR,
    umask: 0o077,
    backwards: true,
  });
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** The files that are not the same in both, or only in one. */
function differing(
  some: ReadonlyMap<string, Buffer>,
  others: ReadonlyMap<string, Buffer>,
): readonly string[] {
  const all = [...new Set([...some.keys(), ...others.keys()])];
  return all.filter((file) => others.get(file)?.equals(some.get(file) ?? Buffer.of()) !== true);
}

it('is tried under two conditions that have nothing in common', () => {
  const names = Object.keys(one.seen);
  expect(names).toEqual(Object.keys(other.seen));
  expect(names.length).toBeGreaterThanOrEqual(10);
  expect(names.filter((name) => one.seen[name] === other.seen[name])).toEqual([]);
});

it('gives the same bytes in another checkout, language, time zone, year, order of files, and started in another way', () => {
  expect(differing(other.files, one.files)).toEqual([]);
  const bytes = [...one.files.values()].reduce((sum, content) => sum + content.length, 0);
  process.stdout.write(
    `determinism: ${one.files.size} files with ${bytes} bytes the same from two checkouts under other conditions ` +
      `(${Object.keys(one.seen).join(', ')}), 0 different\n`,
  );
});

it('packs the same bytes', () => {
  expect(one.packages.size).toBeGreaterThanOrEqual(12);
  expect(differing(other.packages, one.packages)).toEqual([]);
});

it('gives what is in dist; otherwise npm run synth is due', () => {
  const inDist = filesIn(path.join(ROOT, 'dist'));
  expect(differing(one.files, inDist)).toEqual([]);
  process.stdout.write(`determinism: dist is what the source gives, ${inDist.size} files\n`);
});
