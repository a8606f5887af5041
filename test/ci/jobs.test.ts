/** `.ci/run` runs each test, once, and says what came of it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BY_HAND, CLUSTER_TESTS, FIRST_DAYS, JOBS, SUITES, wanted } from '../../.ci/jobs';
import { summary, type Suite } from '../../.ci/results';
import { FILES } from '../../verify/cluster/readmes/lines';
import { ROOT } from '../support/markdown';

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const scriptOf = ({ command }: { readonly command: readonly string[] }) => command[2] ?? '';

it('runs each script that is a check', () => {
  const run = new Set([...JOBS.map(scriptOf), ...BY_HAND]);
  // The unit tests are among those of `npm test`.
  const checks = Object.keys(scripts).filter((name) =>
    /^(lint|synth|verify|test(:(?!unit$).*)?)$/.test(name),
  );
  expect(checks.filter((name) => !run.has(name))).toEqual([]);
  expect(checks.length).toBeGreaterThan(7);
});

it('leaves to each night what it does not run, but for what needs nodes', () => {
  const nightly = readFileSync(path.join(ROOT, '.github/workflows/nightly.yml'), 'utf8');
  const narrowed = SUITES.filter(({ env }) => env !== undefined).map(scriptOf);
  const scripts = [...narrowed, ...BY_HAND.filter((name) => name !== 'test:addons')];
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) expect(nightly).toContain(`'${name}'`);
});

it('leaves out what a machine names, and nothing that is not there', () => {
  expect(wanted([])).toEqual(JOBS);
  const left = wanted(['test:nodes', 'tools of nodes']);
  const without = left.map(({ name }) => name);
  // Nor is it waited for.
  expect(left.flatMap(({ after = [] }) => after).filter((name) => !without.includes(name))).toEqual([]);
  expect(without).toHaveLength(JOBS.length - 2);
  expect(without).not.toContain('test:nodes');
  expect(() => wanted(['test:node'])).toThrow(
    'There is no job "test:node". Jobs are tools of nodes, tools, ',
  );
});

it('has each test in one suite', () => {
  const found = new Map<string, string[]>();
  for (const name of new Set([...SUITES.map(scriptOf), ...BY_HAND])) {
    const { stdout } = spawnSync('npx', [...(scripts[name] ?? '').split(' '), '--listTests'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    for (const file of stdout.trim().split('\n')) {
      const relative = path.relative(ROOT, file);
      found.set(relative, [...(found.get(relative) ?? []), name]);
    }
  }
  const there = ['test', 'verify'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(folder, file)),
  );
  expect(there.filter((file) => !found.has(file))).toEqual([]);
  expect([...found].filter(([, names]) => names.length > 1)).toEqual([]);
}, 600_000);

it('runs tests in a cluster that there are', () => {
  const there = readdirSync(path.join(ROOT, 'verify/cluster'));
  expect(CLUSTER_TESTS.filter((name) => !there.includes(`${name}.test.ts`))).toEqual([]);
  expect(FILES).toEqual(expect.arrayContaining(FIRST_DAYS));
});

describe('the summary', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const suite = (
    name: string,
    counts?: readonly [passed: number, failed: number, skipped: number],
  ): Suite => {
    const results = path.join(folder, `${name}.json`);
    const [numPassedTests, numFailedTests, numPendingTests] = counts ?? [];
    if (counts) writeFileSync(results, JSON.stringify({ numPassedTests, numFailedTests, numPendingTests }));
    return { name, results };
  };
  const well = [{ name: 'lint', passed: true, seconds: 12, cpuSeconds: 15 }];
  const with1 = (passed: boolean, one: Suite) =>
    summary([...well, { name: one.name, passed, seconds: 3 }], [one]);

  it('has a line for each job, and what tests came to', () => {
    const suites = [suite('a', [2, 0, 0]), suite('b', [3, 0, 0])];
    const ended = suites.map(({ name }) => ({ name, passed: true, seconds: 3 }));
    const { good, text } = summary([...well, ...ended], suites);
    expect(good).toBe(true);
    expect(text).toMatch(/^passed {2}lint +12 s +15 s of CPU\npassed {2}a +3 s +2 passed, 0 failed\n/);
    expect(text.split('\n').at(-1)).toBe('5 passed, 0 failed');
  });

  it.each<[string, boolean, Suite['name'], [number, number, number] | undefined, RegExp]>([
    ['has failed', false, 'd', [2, 0, 0], /^FAILED {2}d +3 s +2 passed/m],
    ['has a test that failed', true, 'e', [2, 1, 0], /^FAILED {2}e .*2 passed, 1 failed$/m],
    ['has a test that was skipped', true, 'f', [2, 0, 1], /^FAILED {2}f .*1 skipped$/m],
    ['has no tests', true, 'g', [0, 0, 0], /^FAILED {2}g /m],
    ['has left no results', true, 'h', undefined, /^FAILED {2}h .*no results$/m],
  ])('is not well when a suite %s', (_, passed, name, counts, line) => {
    const { good, text } = with1(passed, suite(name, counts));
    expect(good).toBe(false);
    expect(text).toMatch(line);
  });

  it('is not well when another job has failed', () => {
    expect(summary([{ name: 'lint', passed: false, seconds: 1 }], []).good).toBe(false);
  });
});
