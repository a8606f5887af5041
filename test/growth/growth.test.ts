/**
 * A stack and an environment are added to a copy of the project as its documents say: the one by `stacks new`, the other by a file. All
 * else is made by commands, and then everything passes. Its commands are those that a person would type, so it has a script of its own:
 * `npm run test:growth`.
 */
import { Checkout } from '../support/checkout';

const ALSO = [
  'templates',
  'test',
  'verify',
  'bench',
  'tools',
  'deploy',
  'docs',
  'dist',
  'README.md',
  'README.zh-CN.md',
  'jest.config.js',
];
const HIDDEN = [
  '.ci',
  'eslint.config.mjs',
  '.dependency-cruiser.cjs',
  '.prettierrc.json',
  '.prettierignore',
  '.gitignore',
];

/** Expects that a command ends well, and gives what it says. */
function passes(command: string, args: readonly string[]): string {
  const { code, said } = checkout.execute(command, args, FEW);
  if (code !== 0)
    throw new Error(`${[command, ...args].join(' ')} ended with ${String(code)}:\n${said.slice(-8000)}`);
  return said;
}

/** Written anew by commands, none of them by hand. */
const COMMANDS = {
  'npm run format': ['npm', 'run', 'format'],
  'npm run synth': ['npm', 'run', 'synth'],
  'npm run docs': ['npm', 'run', 'docs'],
} as const;

// How many values files are compared matters to other tests; here it matters that they are.
const FEW = { EQUALITY_RUNS: '12' };

const checkout = new Checkout([...ALSO, ...HIDDEN]);
afterAll(() => checkout.remove());

/** The files of the source that are not as they were. */
const written: string[] = [];

beforeAll(() => {
  addStack();
  addEnvironment();
});

/** As it comes, of nothing but a name. */
function addStack(): void {
  const said = passes('npm', ['run', '--silent', 'stacks', '--', 'new', 'echo']);
  written.push(...(said.match(/^\S+\.ts(?= |$)/gm) ?? []));
  expect(written).toContain('lib/stacks/echo/stack.ts');
}

/** An environment as staging is, with the stack: it has another name, other hosts and other namespaces. */
function addEnvironment(): void {
  const staging = checkout.read('environments/staging.ts').replaceAll('staging', 'pilot');
  written.push('environments/pilot.ts');
  checkout.write('environments/pilot.ts', staging.replace('  stacks: {\n', '  stacks: {\n    echo: {},\n'));
}

it.each(Object.entries(COMMANDS))('%s', (_, [command, ...args]) => {
  passes(command, args);
});

it('has them in what was made', () => {
  const files = checkout.entries('dist/pilot');
  expect(files.length).toBe(checkout.entries('dist/staging').length + 1);
  expect(files).toContainEqual(expect.stringMatching(/^\d{4}-echo\.k8s\.yaml$/));
  expect(checkout.entries('dist/charts/echo')).toContain('values-pilot.yaml');
  expect(checkout.entries('dist/charts/echo')).not.toContain('values-staging.yaml');
  expect(checkout.read('docs/network.md')).toContain('## echo\n');
  expect(checkout.read('docs/environments.md')).toMatch(/^\| Stack .*\| pilot/m);
});

// What `npm run lint` does, but for the files that are as they were: of those only the types may be other ones now.
it.each<[string, () => readonly string[]]>([
  ['tsc', () => ['--noEmit']],
  ['eslint', () => written],
  ['depcruise', () => ['main.ts', 'lib', 'environments']],
  ['prettier', () => ['--check', ...written, 'docs']],
])('%s finds nothing', (tool, args) => {
  passes('npx', ['--no-install', tool, ...args()]);
});

it.each([
  // All that reads its source, at whatever remove: no other test can come to something else.
  ['test:unit', ['--', '--findRelatedTests', 'lib/stacks/echo/stack.ts']],
  ['test', ['--', 'test/network', 'test/inputs/conflicts', 'test/equality/umbrella']],
  // What the other stacks give is as before.
  ['test', ['--', 'test/equality', '-t', 'echo']],
  ['test:slow', ['--', 'test/network', 'test/equality/umbrella']],
  ['test:slow', ['--', 'test/equality', '-t', 'echo']],
  ['test:exhaustive', ['--', 'test/equality/empty-values', '-t', 'echo']],
])('npm run %s %j', (script, args) => {
  const [passed] =
    /^Tests: +(\d+ skipped, )?\d+ passed, \d+ total$/m.exec(passes('npm', ['run', script, ...args])) ?? [];
  expect(passed).toBeDefined();
  process.stdout.write(`growth ${script} ${args.join(' ')}: ${String(passed)}\n`);
});
