/** What `.ci/run` does with its jobs. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sideBySide, type Job } from '../../.ci/side-by-side';

const SIDE_BY_SIDE = path.resolve(__dirname, '../../.ci/side-by-side');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jobs-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A job of a line of shell, in which FOLDER is the test's. */
function shell(name: string, line: string, job: Partial<Job> = {}): Job {
  return { name, command: ['bash', '-c', line.replaceAll('FOLDER', folder)], ...job };
}

/** Jobs as they ended, and what was printed. */
async function outcome(...jobs: readonly Job[]) {
  let printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const ended = await sideBySide(jobs, path.join(folder, 'logs'));
  jest.restoreAllMocks();
  return { printed, passed: Object.fromEntries(ended.map(({ name, passed }) => [name, passed])) };
}

it('runs jobs at once, and prints what one wrote in one piece', async () => {
  const { printed, passed } = await outcome(
    shell('waits', 'echo one; until [ -e FOLDER/there ]; do sleep 0.1; done; echo two >&2'),
    shell('is waited for', 'echo "$WORD"; touch FOLDER/there', { env: { WORD: 'three' } }),
  );
  expect(passed).toEqual({ waits: true, 'is waited for': true });
  expect(printed).toContain('\none\ntwo\n');
  expect(printed).toContain('\nthree\n');
});

it('runs one job after another where it says so, well or not', async () => {
  const { printed, passed } = await outcome(
    shell('fails', 'sleep 0.5; touch FOLDER/there; exit 3'),
    shell('comes after', 'test -e FOLDER/there', { after: ['fails'] }),
    shell('is no program', '', { command: ['no-such-program'] }),
    shell('is polite', 'nice', { yields: true, after: ['is no program'] }),
  );
  expect(passed).toEqual({ fails: false, 'comes after': true, 'is no program': false, 'is polite': true });
  expect(printed).toMatch(/^== fails failed \(3\)/m);
  // Beside how polite these tests are themselves; 19 is the most.
  expect(printed).toMatch(new RegExp(`^${Math.min(getPriority() + 10, 19)}$`, 'm'));
});

it('says what a job and what it started have taken of a processor', async () => {
  const program =
    'let used = 0; while (used < 2e6) { const { user, system } = process.cpuUsage(); used = user + system; }';
  const turning = `node -e '${program}'`;
  const jobs = [shell('turns', `sleep 2 & ${turning}; wait`), shell('does nothing', 'sleep 1')];
  const ended = await sideBySide(jobs, path.join(folder, 'logs'));
  const [turns, nothing] = ended.map(({ cpuSeconds }) => cpuSeconds ?? NaN);
  expect(turns).toBeGreaterThanOrEqual(2);
  expect(nothing).toBeLessThan(turns ?? 0);
});

it('does not take a job after one that does not come before it', async () => {
  const jobs = [shell('first', '', { after: ['second'] }), shell('second', '')];
  await expect(sideBySide(jobs, folder)).rejects.toThrow('first is after second, which is none before it');
});

it('leaves nothing running when it is interrupted', async () => {
  const program = path.join(folder, 'program.ts');
  // One goes when it is told, with what it has started; another is in a group of its own, and does not listen.
  const jobs = [
    shell('one', 'sleep 600 & echo $! > FOLDER/one; wait'),
    shell('two', `set -m; bash -c 'trap "" TERM; echo $$ > FOLDER/two; while :; do sleep 0.1; done' & wait`),
    shell('three', 'touch FOLDER/three', { after: ['one'] }),
  ];
  writeFileSync(
    program,
    `import { sideBySide } from ${JSON.stringify(SIDE_BY_SIDE)};
     void sideBySide(${JSON.stringify(jobs)}, ${JSON.stringify(path.join(folder, 'logs'))}, 1);`,
  );
  const runner = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: path.resolve(__dirname, '../..'),
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => runner.once('exit', resolve));
  const pids = ['one', 'two'].map((name) => path.join(folder, name));
  while (!pids.every((file) => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n')))
    await pause(100);
  const running = () =>
    pids.map((file) => {
      const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', readFileSync(file, 'utf8').trim()], {
        encoding: 'utf8',
      });
      return /^[^Z]/.test(stdout);
    });
  expect(running()).toEqual([true, true]);
  runner.kill('SIGTERM');
  expect(await ended).toBe(143);
  expect(running()).toEqual([false, false]);
  expect(existsSync(path.join(folder, 'three'))).toBe(false);
});
