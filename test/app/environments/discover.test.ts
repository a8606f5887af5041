import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { UserError } from '../../../lib/app/explain';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'environments-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

it('finds an environment in each file, in the order of their names, and nothing in others', () => {
  file('b.ts', 'export default { namespace: "two", stacks: {} };');
  file('a.ts', 'export default { namespace: "one", stacks: { jairouter: {} } };');
  file('README.md', 'text');
  expect(discoverEnvironments(folder)).toEqual([
    { name: 'a', namespace: 'one', stacks: { jairouter: {} } },
    { name: 'b', namespace: 'two', stacks: {} },
  ]);
});

it('finds those of the project', () => {
  const found = discoverEnvironments();
  expect(found.length).toBeGreaterThan(0);
  for (const { namespace, stacks } of found)
    expect([typeof namespace, typeof stacks]).toEqual(['string', 'object']);
});

it.each([
  [
    'no default export',
    'export const x = 1;',
    'has no environment as its default export; write export default environment({ ... }).',
  ],
  ['no namespace', 'export default { stacks: {} };', 'namespace must be the name of a namespace.'],
  ['no stacks', 'export default { namespace: "n" };', 'stacks must be a map of stacks.'],
  [
    'a stack that is null',
    'export default { namespace: "n", stacks: { jairouter: null } };',
    'stacks.jairouter must be a map of values; to take a stack out, delete its entry.',
  ],
])('rejects a file with %s', (_, text, sentence) => {
  file('wrong.ts', text);
  expect(() => discoverEnvironments(folder)).toThrow(UserError);
  expect(() => discoverEnvironments(folder)).toThrow(
    `environments/wrong.ts: ${sentence}`.replace(': has no', ' has no'),
  );
});
