/** A synthesis of many environments in several threads. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Checkout } from '../../support/checkout';

// Up to four syntheses a test, each of which starts threads.
jest.setTimeout(300_000);

const checkout = new Checkout();
const ENVIRONMENTS = 12;

/** Synthesizes with so many threads, compiled as npm does it. */
const synthesize = (threads: number, output: string) =>
  checkout.execute(process.execPath, [
    ...['run.cjs', 'main.ts', '--threads', String(threads)],
    ...['--output', checkout.path(output)],
  ]);

/** The files of an output by their paths in it. */
function contents(output: string): ReadonlyMap<string, string> {
  const root = checkout.path(output);
  return new Map([...checkout.contents(output)].map(([file, content]) => [file.slice(root.length), content]));
}

/** An environment with a value of its own. */
const environment = (replicas: number, namespace: string, more = '') => `
  import { environment } from '../lib/app/environments/environment';
  export default environment({
    namespace: '${namespace}',
    stacks: {
      'claude-relay': { config: { existingSecret: 'keys' } },
      'helm-proxy': {
        replicaCount: ${String(replicas)},
        config: { helmRepos: ['r=https://charts.example.com'] },
        targets: { namespaces: ['apps'] },
      },
      jairouter: { auth: { existingSecret: 'keys' } },
    },${more}
  });
`;

beforeAll(() => {
  // GIVEN many environments, of one of which there are clusters
  for (let number = 0; number < ENVIRONMENTS; number += 1)
    checkout.write(
      `environments/many-${String(number)}.ts`,
      environment(2 + number, `many-${String(number)}`),
    );
  const clusters =
    "\n    clusters: { eu: {}, us: { stacks: { jairouter: { podAnnotations: { a: 'b' } } } }, ap: {} },";
  checkout.write('environments/clusters.ts', environment(2, 'clusters', clusters));
  expect(synthesize(1, 'one')).toEqual({ code: 0, said: expect.stringMatching(/files\n$/) });
});
afterAll(() => checkout.remove());

it('gives the same bytes with 1, 2 and 4 threads', () => {
  const one = contents('one');
  expect(one.size).toBeGreaterThan(5 * ENVIRONMENTS);
  expect([...one.keys()]).toContain('/clusters-us/0004-jairouter.k8s.yaml');
  for (const threads of [2, 4]) {
    expect(synthesize(threads, 'several').code).toBe(0);
    expect(contents('several')).toEqual(one);
  }
});

describe('of a source that is changed', () => {
  const THREADS = 'lib/app/output/threads.ts';
  const THREAD = 'lib/app/output/thread.ts';
  const before = { threads: checkout.read(THREADS), thread: checkout.read(THREAD) };
  afterEach(() => {
    checkout.write(THREADS, before.threads);
    checkout.write(THREAD, before.thread);
  });

  it('threads give the same bytes where they alone render', () => {
    checkout.change(THREADS, /of renderedHere\(data\)/, 'of [] as ThreadMessage[]');
    checkout.change(
      THREADS,
      /rendered\.get\(number\) \?\?/,
      "rendered.get(number) ?? (() => { throw new Error('not rendered'); })() ??",
    );
    expect(synthesize(2, 'alone').code).toBe(0);
    expect(contents('alone')).toEqual(contents('one'));
    // One thread gives none to others.
    expect(synthesize(1, 'none').said).toContain('not rendered');
  });

  it('a thread that fails takes nothing with it', () => {
    checkout.change(THREAD, /^for /m, "if (Math.abs(1) === 1) throw new Error('failed');\nfor ");
    expect(synthesize(2, 'failed').code).toBe(0);
    expect(contents('failed')).toEqual(contents('one'));
  });

  it('Ctrl-C ends all threads and leaves what was there', async () => {
    checkout.change(THREAD, /^for /m, "process.stderr.write('begun');\nfor (;;) Math.random();\nfor ");
    checkout.change(THREADS, /thread\.on\('error'/, "process.stderr.write('waits');\n    thread.on('error'");
    const args = ['run.cjs', 'main.ts', '--threads', '2', '--output', checkout.path('one')];
    const already = contents('one');
    const child = spawn(process.execPath, args, {
      cwd: checkout.path('.'),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGINT']);
    expect(contents('one')).toEqual(already);
    expect(checkout.entries().filter((entry) => entry.startsWith('one'))).toEqual(['one']);
  });
});

it.each([1, 2, 4])(
  'says with %d threads which environment is wrong first, and leaves what was there',
  (threads) => {
    const already = contents('one');
    for (const [number, replicas] of [
      [7, -7],
      [11, -11],
    ] as const)
      checkout.write(`environments/many-${String(number)}.ts`, environment(replicas, 'wrong'));
    // In the order of their names, 11 is before 7.
    expect(synthesize(threads, 'one')).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^environments\/many-11\.ts: helm-proxy: replicaCount is -11; it must be [^\n]*\n$/,
      ),
    });
    expect(contents('one')).toEqual(already);
    expect(checkout.entries().filter((entry) => entry.startsWith('one'))).toEqual(['one']);
  },
);

it('says in which cluster a value is wrong', () => {
  for (const number of [7, 11])
    checkout.write(`environments/many-${String(number)}.ts`, environment(1, `many-${String(number)}`));
  checkout.change(
    'environments/clusters.ts',
    /ap: \{\}/,
    'ap: { stacks: { jairouter: { replicaCount: -1 } } }',
  );
  expect(synthesize(2, 'one')).toEqual({
    code: 1,
    said: expect.stringMatching(/^environments\/clusters\.ts: cluster ap: jairouter: replicaCount is -1;/),
  });
});
