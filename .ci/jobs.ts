/** What `.ci/run` does after `npm ci`. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { summary, type Suite } from './results';
import { sideBySide, type Job } from './side-by-side';

const CACHE = path.resolve(__dirname, '../.cache');

/** Ends a test that hangs. How long others take depends on what else is run. */
const LONGEST_TEST_SECONDS = 1800;

/** A script of package.json. */
function script(name: string, args: readonly string[], job: Partial<Job> = {}): Job {
  return { name, command: ['npm', 'run', name, '--', ...args], ...job };
}

/** A script that runs tests, whose results are counted. */
function suite(name: string, job: Partial<Job>, files: readonly string[] = []): Job & Suite {
  const results = path.join(CACHE, `${job.name ?? name}.json`);
  const flags = ['--ci', '--json', `--outputFile=${results}`, `--testTimeout=${LONGEST_TEST_SECONDS * 1000}`];
  return { results, ...script(name, [...flags, ...files], job) };
}

const DIST_IS_FRESH = `
  [ -z "$(git status --porcelain -- dist)" ] && exit
  git --no-pager diff --stat -- dist
  git status --short -- dist
  echo 'dist is stale: run "npm run synth" and commit what it changes.' >&2
  exit 1`;

/** What needs a control plane is tried on the newest Kubernetes, and each night on all. */
const ON_NEWEST = { CLUSTER: '1.36' };

/**
 * The tests in a cluster with played nodes that each run has: what the API server takes, and what the command line says of a cluster. The
 * others have scenarios that real nodes show too, or take long; `npm run test:cluster` has all, and is run each night.
 */
export const CLUSTER_TESTS = [
  'accepted',
  'deploying',
  'diff',
  'gitops',
  'kustomize',
  'promises',
  'rbac',
  'secrets',
];

/** The documents whose commands each run runs in a cluster, line by line. */
export const FIRST_DAYS = ['README.md', 'docs/second-day.md'];

// In three lines. Two wait for controllers and nodes, and ask them again and again: the sooner they are done, the less they cost, so what
// computes has the processors while they wait, and afterwards. Nodes take longest, so what they need is built first.
export const SUITES: readonly (Job & Suite)[] = [
  suite('test:nodes', { after: ['tools of nodes', 'dist is fresh'] }),

  suite(
    'test:cluster',
    { after: ['tools', 'dist is fresh'], env: ON_NEWEST },
    CLUSTER_TESTS.map((name) => `verify/cluster/${name}.test.ts`),
  ),

  // The first and the second day as one types them; `npm run test:cluster` has the lines of all documents.
  suite(
    'test:cluster',
    { name: 'first days', after: ['test:cluster'], env: { ...ON_NEWEST, READMES: FIRST_DAYS.join(' ') } },
    ['verify/cluster/readmes.test.ts'],
  ),

  suite('test', { after: ['lint'], yields: true }),
  suite('verify', { after: ['test', 'tools'], yields: true }),
  // Of many small files, so that both processors have work to the end.
  suite('test:slow', { after: ['verify'], yields: true }),
];

/**
 * Suites that are run at night, or by people: to try every value, to add a stack and run the others again, or to build the controllers of
 * others takes half an hour or more.
 */
export const BY_HAND: readonly string[] = ['test:exhaustive', 'test:growth', 'test:gitops', 'test:addons'];

export const JOBS: readonly Job[] = [
  { ...script('tools', ['test:nodes']), name: 'tools of nodes' },
  script('tools', ['verify', 'test:cluster'], { env: ON_NEWEST, after: ['tools of nodes'] }),
  script('synth', []),
  { name: 'dist is fresh', command: ['bash', '-c', DIST_IS_FRESH], after: ['synth'] },
  script('lint', [], { after: ['dist is fresh'], yields: true }),
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
  return JOBS.filter(({ name }) => !without.includes(name)).map((job) => {
    const { after, ...others } = job;
    // What is not run is not waited for.
    return after === undefined ? job : { ...others, after: after.filter((name) => !without.includes(name)) };
  });
}

/** Room for what is soon garbage, in megabytes: where Node.js collects it less often, tests take a tenth of their time less. */
const YOUNG_MEGABYTES = 64;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { without: { type: 'string', multiple: true, default: [] } } });
  const jobs = wanted(values.without);
  process.env['NODE_OPTIONS'] ??= `--max-semi-space-size=${YOUNG_MEGABYTES}`;
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
