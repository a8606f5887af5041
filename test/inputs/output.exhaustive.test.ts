import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Checkout } from '../support/checkout';
import { faultsOf } from './sentences';
import { WRONG_ENVIRONMENTS } from './wrong-environments';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(600_000);

// What is found of the environments that are not rejected yet.

const ROOT = path.join(__dirname, '..', '..');
const SOURCE = ['main.ts', 'lib', 'environments', 'imports', 'tsconfig.json', 'package.json'];

/** What is wrong with how a synthesis takes files of environments that are wrong. */
function faults(environments: Readonly<Record<string, string>>): string[] {
  const checkout = new Checkout();
  try {
    expect(checkout.synthesize()).toBe('');
    return Object.entries(environments).flatMap(([mistake, source]) => {
      // Given an output that is there.
      const before = checkout.contents('dist');
      expect(before.size).toBeGreaterThan(20);
      checkout.write('environments/wrong.ts', source);
      const said = checkout.synthesize();
      const found = [
        ...faultsOf(said.replace(/\n$/, ''), /^(environments\/wrong\.ts(: | )|values\.yaml: )\S/),
        ...(same(checkout.contents('dist'), before) ? [] : ['the output is another']),
        ...(checkout.entries().filter((entry) => entry.startsWith('dist')).length === 1
          ? []
          : ['something is left']),
      ];
      return found.slice(0, 3).map((fault) => `${mistake}: ${fault.slice(0, 300)}`);
    });
  } finally {
    checkout.remove();
  }
}

it('leaves the output as it was for every wrong environment, and says in sentences what is wrong', () => {
  const wrong = faults(WRONG_ENVIRONMENTS);
  process.stdout.write(
    `inputs output: ${String(Object.keys(WRONG_ENVIRONMENTS).length)} wrong environments leave the output as it was\n`,
  );
  expect(wrong).toEqual([]);
});

it('leaves the output whole when a synthesis is killed at any time', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'synthesis-'));
  const source = mkdtempSync(path.join(tmpdir(), 'source-'));
  const dist = path.join(folder, 'dist');
  try {
    // Of a source that nobody changes in the meantime.
    for (const entry of SOURCE) cpSync(path.join(ROOT, entry), path.join(source, entry), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(source, 'node_modules'));
    // Given the output of a synthesis and how long that takes.
    expect(await synthesize(source, dist)).toBe(0);
    // The first one compiles, which later ones do not.
    const start = performance.now();
    expect(await synthesize(source, dist)).toBe(0);
    const duration = performance.now() - start;
    const right = contentsOf(dist);
    // With another file in it, which a synthesis takes away: so the old output is told from the new one.
    cpSync(path.join(ROOT, 'README.md'), path.join(dist, 'old.md'));
    const old = contentsOf(dist);
    let killed = 0;
    for (const part of [0.2, 0.4, 0.8, 0.85, 0.9, 0.93, 0.96, 0.99]) {
      // When one is killed at that part of the time,
      if ((await synthesize(source, dist, part * duration)) !== 0) killed += 1;
      // then the output is the old one or the new one.
      const there = existsSync(dist)
        ? dist
        : path.join(folder, readdirSync(folder).find((entry) => entry.startsWith('dist.old')) ?? '');
      const now = contentsOf(there);
      expect(same(now, old) || same(now, right)).toBe(true);
    }
    expect(killed).toBeGreaterThanOrEqual(2);
    expect(await synthesize(source, dist)).toBe(0);
    expect(same(contentsOf(dist), right)).toBe(true);
    expect(readdirSync(folder)).toEqual(['dist']);
    process.stdout.write(
      `inputs output: ${String(killed)} of 8 syntheses killed, the output whole after each\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(source, { recursive: true });
  }
});

/** Synthesizes into a folder, kills it after some milliseconds if it is not done before, and gives its exit code. */
function synthesize(source: string, folder: string, killAfter?: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'main.ts'], {
      cwd: source,
      env: { ...process.env, CDK8S_OUTDIR: folder },
      stdio: 'ignore',
    });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

function contentsOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .map((file) => [path.relative(folder, file), readFileSync(file).toString('base64')]),
  );
}

function same(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([file, content]) => other.get(file) === content);
}
