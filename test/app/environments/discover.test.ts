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

it.each(['.js', '.cjs', '.ts', '.cts'])('finds one in a file with the ending %s, and says so', (ending) => {
  file(`a${ending}`, 'exports.default = { namespace: "one", stacks: {} };');
  expect(discoverEnvironments(folder)).toMatchObject([{ name: 'a', namespace: 'one' }]);
  file(`b${ending}`, 'exports.default = { namespace: 1 };');
  expect(() => discoverEnvironments(folder)).toThrow(`environments/b${ending}: namespace must be `);
});

it('names the file of a cluster', () => {
  file(
    'a.cjs',
    'exports.default = { namespace: "n", stacks: {}, clusters: { eu: { without: ["jairouter"] } } };',
  );
  expect(() => discoverEnvironments(folder)).toThrow('environments/a.cjs: cluster eu: jairouter is not ');
});

it('runs what is compiled, and not what it was made from', () => {
  file('a.ts', 'export default { namespace: "source", stacks: {} };');
  file('a.js', 'exports.default = { namespace: "compiled", stacks: {} };');
  expect(discoverEnvironments(folder)).toMatchObject([{ name: 'a', file: 'a.js', namespace: 'compiled' }]);
});

it('finds an environment in each cluster that a file names', () => {
  file(
    'b.ts',
    'export default { namespace: "n", stacks: { jairouter: {} }, clusters: { us: {}, eu: { without: ["jairouter"] } } };',
  );
  file('b-2.ts', 'export default { namespace: "n", stacks: {} };');
  expect(discoverEnvironments(folder).map(({ name, stacks }) => [name, Object.keys(stacks)])).toEqual([
    ['b-2', []],
    ['b-eu', []],
    ['b-us', ['jairouter']],
  ]);
  file('b-us.ts', 'export default { namespace: "n", stacks: {} };');
  expect(() => discoverEnvironments(folder)).toThrow(
    'Two environments are b-us: a file, and a cluster of another. Rename one of them.',
  );
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
    'stacks.jairouter must be a map of values; to take a stack out, delete its entry, or name it in without where it is that of a cluster.',
  ],
  [
    'clusters that are a list',
    'export default { namespace: "n", stacks: {}, clusters: ["eu"] };',
    'clusters must be a map of clusters.',
  ],
  [
    'a cluster with a namespace',
    'export default { namespace: "n", stacks: {}, clusters: { eu: { namespace: "m" } } };',
    'clusters.eu must have what is different in the cluster, which is stacks and without, and nothing else.',
  ],
])('rejects a file with %s', (_, text, sentence) => {
  file('wrong.ts', text);
  expect(() => discoverEnvironments(folder)).toThrow(UserError);
  expect(() => discoverEnvironments(folder)).toThrow(
    `environments/wrong.ts: ${sentence}`.replace(': has no', ' has no'),
  );
});

it.each([
  ['throws', '\nthrow new Error("no luck.");', /: no luck\.$/],
  ['reads a field of nothing', 'const a = undefined;\nexport default a.b;', /: Cannot read properties of undefined \(reading 'b'\)\.$/],
  ['imports what is not there', 'import x from "./nothing"; export default x;', /: Cannot find module '.\/nothing'.*\.$/],
])('says in one sentence of a file that %s where and what that is', (_, text, sentence) => {
  file('wrong.ts', text);
  expect(() => discoverEnvironments(folder)).toThrow(UserError);
  expect(() => discoverEnvironments(folder)).toThrow(sentence);
  expect(() => discoverEnvironments(folder)).toThrow(/^environments\/wrong\.ts cannot be read in line \d+: .*$/);
}); // prettier-ignore
