/** `run.cjs`, by which `npm run synth`, `npm run stacks` and the cdk8s command line start: what it compiles is never stale. */
import { Checkout } from './support/checkout';

let checkout: Checkout;
beforeEach(() => {
  checkout = new Checkout();
});
afterEach(() => checkout.remove());

const stacks = (...args: readonly string[]) =>
  checkout.execute('node', ['run.cjs', 'lib/app/cli/stacks.ts', ...args]);
const compiled = (): readonly string[] => checkout.entries('.cache/compiled');

it('compiles the source once, and gives what the source gives', () => {
  const first = stacks('render', 'jairouter', '--env', 'dev');
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain('kind: Deployment');
  const [folder, ...others] = compiled();
  expect(others).toEqual([]);
  expect(stacks('render', 'jairouter', '--env', 'dev')).toEqual(first);
  expect(compiled()).toEqual([folder]);
});

it('compiles again when a file is changed, added or removed, and never runs what was before', () => {
  stacks('--help');
  checkout.change('lib/app/cli/stacks.ts', /new Command\('stacks'\)/, "new Command('racks')");
  expect(stacks('--help').said).toMatch(/^Usage: racks /);
  // Of the same size, at once.
  checkout.change('lib/app/cli/stacks.ts', /new Command\('racks'\)/, "new Command('packs')");
  expect(stacks('--help').said).toMatch(/^Usage: packs /);
  checkout.write(
    'environments/other.ts',
    checkout.read('environments/dev.ts').replaceAll('ai-gateway-dev', 'other'),
  );
  expect(stacks('render', 'jairouter', '--env', 'other').said).toContain('namespace: other');
  checkout.execute('rm', ['environments/other.ts']);
  expect(stacks('render', 'jairouter', '--env', 'other').said).toContain('There is no environment other');
  expect(compiled()).toHaveLength(4);
});

it('says in one sentence where a file cannot be compiled, and leaves nothing half compiled', () => {
  checkout.change(
    'environments/dev.ts',
    /^export default environment\(\{$/m,
    'export default environment({{',
  );
  const { code, said } = stacks('--help');
  expect(code).toBe(2);
  expect(said).toMatch(/^environments\/dev\.ts cannot be read in line \d+: .*\.\n$/);
  expect(compiled()).toEqual([]);
});

it('names the places of the source in errors of ours', () => {
  checkout.change('lib/app/cli/render.ts', /^export function render\(.*$/m, '$&\n  null!.x();');
  const { code, said } = stacks('render', 'jairouter');
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`at render \\(${checkout.path('lib/app/cli/render.ts')}:\\d+:\\d+\\)`));
  const [, line = ''] = /render\.ts:(\d+):/.exec(said) ?? [];
  expect(checkout.read('lib/app/cli/render.ts').split('\n')[Number(line) - 1]).toContain('null!.x()');
});
