import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newStack } from '../../../lib/app/cli/new';
import { EXPORTS, REGISTRY } from '../../../lib/app/scaffold/registry';

const ROOT = path.join(__dirname, '../../..');

let project: string;
beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'new-'));
  mkdirSync(path.join(project, 'lib/stacks'), { recursive: true });
  for (const file of [REGISTRY, EXPORTS]) cpSync(path.join(ROOT, file), path.join(project, file));
});
afterEach(() => rmSync(project, { recursive: true }));

/** All files with their content. */
function contents(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(project, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(project, file), readFileSync(file, 'utf8')]),
  );
}

it('writes a stack, and says what it wrote and what comes next', () => {
  const before = contents();
  const said = newStack('newcomer', { project });
  const after = contents();
  const written = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
  const [listed = '', next = ''] = said.split('\n\nNext:\n');
  expect(
    listed
      .split('\n')
      .map((line) => line.replace(/ \(changed\)$/, ''))
      .sort(),
  ).toEqual(written.sort());
  expect(listed).toContain('lib/stacks/stacks.ts (changed)\nlib/stacks/index.ts (changed)');
  expect(next).toContain('  npm run format\n');
  expect(after.get('lib/stacks/newcomer/chart.ts')).toContain("name: 'newcomer'");
});

it('writes one in a project that has the package', () => {
  rmSync(path.join(project, 'lib'), { recursive: true });
  const dependencies = { 'ai-gateway-stacks': '1', cdk8s: '1', constructs: '1' };
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ dependencies }));
  const said = newStack('newcomer', { project, image: 'example.com/x:1.0', port: '81', health: '/up' });
  expect(said).toMatch(/^newcomer\/README\.md\n[\s\S]*\n {2}npx tsx newcomer\/main\.ts\n/);
  const pod = readFileSync(path.join(project, 'newcomer/deployment.ts'), 'utf8');
  expect(pod).toContain('PORT = 81;');
  expect(pod).toContain("HEALTH = '/up';");
  expect(() => newStack('newcomer', { project })).toThrow(
    `${path.join(project, 'newcomer')} is there already; remove it`,
  );
});

it('writes nothing with --dry-run', () => {
  const before = contents();
  const said = newStack('newcomer', { project, dryRun: true });
  expect(said).toMatch(
    /^Nothing is written\. Without --dry-run these files are:\nlib\/stacks\/newcomer\/README\.md\n/,
  );
  expect(said).not.toContain('Next:');
  expect(contents()).toEqual(before);
});

it('says the same for machines', () => {
  const said = JSON.parse(newStack('newcomer', { project, json: true, dryRun: true })) as Record<
    string,
    unknown
  >;
  expect(said).toMatchObject({
    stack: 'newcomer',
    dryRun: true,
    changed: ['lib/stacks/stacks.ts', 'lib/stacks/index.ts'],
  });
  expect(said['written']).toContain('lib/stacks/newcomer/stack.ts');
  expect(said['next']).toContain('npm run format');
  expect(existsSync(path.join(project, 'lib/stacks/newcomer'))).toBe(false);
});

it.each(['lib/stacks/newcomer/notes', 'lib/stacks/newcomer/stack.ts', 'test/network/tables/newcomer.ts'])(
  'overwrites nothing and writes nothing where %s is there',
  (file) => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), 'mine');
    const before = contents();
    expect(() => newStack('newcomer', { project })).toThrow(
      / is there already; remove it, or use another name\.$/,
    );
    expect(contents()).toEqual(before);
  },
);

it.each([
  ['a name that is taken', 'claude-relay', {}],
  ['an option that is wrong', 'newcomer', { port: 'http' }],
])('writes nothing for %s', (_, name, options) => {
  const before = contents();
  expect(() => newStack(name, { project, ...options })).toThrow();
  expect(contents()).toEqual(before);
});

it('writes nothing where one file cannot be written', () => {
  writeFileSync(path.join(project, 'test'), 'a file');
  const before = contents();
  expect(() => newStack('newcomer', { project })).toThrow(/cannot be written: a part of the path is a file/);
  expect(contents()).toEqual(before);
});

it.each([REGISTRY, EXPORTS])('writes nothing where %s is not as it was', (file) => {
  writeFileSync(path.join(project, file), 'export const stacks = {};\n');
  const before = contents();
  expect(() => newStack('newcomer', { project })).toThrow(`${file} has no `);
  expect(contents()).toEqual(before);
});

it('writes nothing where there are no exports', () => {
  rmSync(path.join(project, EXPORTS));
  const before = contents();
  expect(() => newStack('newcomer', { project })).toThrow(/^lib\/stacks\/index\.ts has no line such as /);
  expect(contents()).toEqual(before);
});
