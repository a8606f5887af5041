import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { History } from './history';

const history = new History(['docs/policy-exceptions.md']);
const { checkout, elsewhere } = history;
const report = (...args: readonly string[]) => history.stacks(['report', ...args], { INIT_CWD: elsewhere });
const written = (file: string) => readFileSync(path.join(elsewhere, file), 'utf8');

beforeAll(() => history.begin());
afterAll(() => history.remove());

it('writes one environment where it is told from another folder, and the same bytes again', () => {
  expect(report('prod', '--output', 'out/prod.html')).toEqual({ code: 0, said: 'out/prod.html\n' });
  const first = written('out/prod.html');
  expect(report('prod', '--output', 'out')).toEqual({ code: 0, said: 'out/prod.html\n' });
  expect(written('out/prod.html')).toBe(first);
  expect(readdirSync(path.join(elsewhere, 'out'))).toEqual(['prod.html']);
  expect(Buffer.byteLength(first)).toBeLessThan(1_000_000);
  expect(first).not.toMatch(/\b(?:src|href)\s*=\s*["']?https?:|@import|url\(['"]?https?:/);
});

it('writes all of them into the folder report of the project, with an index', () => {
  expect(report().code).toBe(0);
  expect(checkout.entries('report')).toEqual(['dev.html', 'index.html', 'prod.html', 'staging.html']);
});

it('shows the difference of two revisions, and of one and the working tree', () => {
  expect(report('prod', '--from', 'main~1..v2', '--output', 'between.html').code).toBe(0);
  const between = written('between.html');
  expect(between).toMatch(/class="node workload changed" id="node-deployment-ai-gateway-prod-helm-proxy"/);
  expect(between).toContain('3 pods instead of 2 pods.');
  expect(between).toContain('v2 (');
  expect(report('prod', '--from', 'v2', '--output', 'tree.html').code).toBe(0);
  expect(written('tree.html')).toContain('2 pods instead of 3 pods.');
});

it('prints JSON and writes nothing then', () => {
  const before = readdirSync(elsewhere).sort();
  const { code, said } = report('dev', '--json', '--from', 'v2');
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject([{ environment: 'dev', changes: { objects: [] } }]);
  expect(readdirSync(elsewhere).sort()).toEqual(before);
});

it.each([
  [['pord'], /^There is no environment pord; did you mean prod\?/],
  [['prod', '--from', 'nowhere'], /^There is no revision nowhere; name a commit, branch or tag/],
  [['prod', '--node-size', 'big'], /^--node-size big is no size of a node; write CPU\/memory/],
  [['--output', 'all.html'], /^--output all\.html is one file/],
  [['prod', '--output', 'file/prod.html'], /^.*file\/prod\.html cannot be written: a part of the path is a file/],
  [['prod', '--output', 'folder.html'], /^.*folder\.html cannot be written: there is a folder of this name/],
  [['prod', '--json', '--output', 'a.html'], /cannot be used with/],
])('%j is a mistake: one sentence, another exit code, and nothing is written', (args, sentence) => {
  writeFileSync(path.join(elsewhere, 'file'), '');
  mkdirSync(path.join(elsewhere, 'folder.html'), { recursive: true });
  const before = readdirSync(elsewhere, { recursive: true }).sort();
  const { code, said } = report(...args);
  expect(said).toMatch(sentence);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
  expect(readdirSync(elsewhere, { recursive: true }).sort()).toEqual(before);
}); // prettier-ignore
