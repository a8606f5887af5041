/** What `.ci/run` does after `npm ci`. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { summary, type Suite } from './results';
import { sideBySide, type Job } from './side-by-side';

const CACHE = path.resolve(__dirname, '../.cache');

/** A script of package.json. */
function script(name: string, args: readonly string[], job: Partial<Job> = {}): Job {
  return { name, command: ['npm', 'run', name, '--', ...args], ...job };
}

/** A script that runs tests, whose results are counted. */
function suite(name: string, job: Partial<Job & Suite>): Job & Suite {
  const results = path.join(CACHE, `${job.name ?? name}.json`);
  return { results, ...script(name, ['--ci', '--json', `--outputFile=${results}`], job) };
}

const DIST_IS_FRESH = `
  [ -z "$(git status --porcelain -- dist)" ] && exit
  git --no-pager diff --stat -- dist
  git status --short -- dist
  echo 'dist is stale: run "npm run synth" and commit what it changes.' >&2
  exit 1`;

// In three lines, one that computes and two that wait for controllers and nodes, so that two processors always have something to do.
export const SUITES = [
  suite('test:unit', { after: ['dist is fresh'], again: true }),
  suite('test', { after: ['test:unit'] }),
  suite('test:growth', { after: ['test'], yields: true }),
  suite('test:exhaustive', { after: ['test:growth'], yields: true }),

  suite('verify', { after: ['tools', 'dist is fresh'] }),
  suite('test:cluster', { name: 'test:cluster-1.33', env: { CLUSTER: '1.33' }, after: ['verify'] }),
  suite('test:cluster', {
    name: 'test:cluster-1.36',
    env: { CLUSTER: '1.36' },
    after: ['test:cluster-1.33'],
  }),

  suite('test:nodes', { after: ['tools of nodes', 'dist is fresh'] }),
] as const satisfies readonly (Job & Suite)[];

/** A suite that people run: to build Traefik, Prometheus and the other controllers from nothing takes longer than there is. */
export const BY_HAND: readonly string[] = ['test:addons'];

export const JOBS: readonly Job[] = [
  script('tools', ['verify', 'test:cluster']),
  { ...script('tools', ['test:nodes'], { after: ['tools'] }), name: 'tools of nodes' },
  script('lint', []),
  script('synth', [], { after: ['lint'] }),
  { name: 'dist is fresh', command: ['bash', '-c', DIST_IS_FRESH], after: ['synth'] },
  ...SUITES,
];

/**
 * Which of the jobs are run: all but those that a machine cannot run, which it has to name.
 *
 * @throws Error when there is no such job
 */
export function wanted(without: readonly string[]): readonly Job[] {
  const unknown = without.find((name) => !JOBS.some((job) => job.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no job "${unknown}". Jobs are ${JOBS.map(({ name }) => name).join(', ')}.`);
  return JOBS.filter(({ name }) => !without.includes(name));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { without: { type: 'string', multiple: true, default: [] } } });
  const jobs = wanted(values.without);
  mkdirSync(CACHE, { recursive: true });
  for (const file of readdirSync(CACHE)) if (file.endsWith('.json')) rmSync(path.join(CACHE, file));
  const { good, text } = summary(
    await sideBySide(jobs, path.join(CACHE, 'logs')),
    SUITES.filter(({ name }) => !values.without.includes(name)),
  );
  process.stdout.write(`\n== all jobs (after ${Math.round(performance.now() / 1000)} s)\n${text}\n`);
  process.exitCode = good ? 0 : 1;
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
