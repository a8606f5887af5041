import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { templatesFolder } from '../../../lib/app/project';
import { programOf } from '../../../lib/app/scaffold/program';
import { projectStack } from '../../../lib/app/scaffold/project';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'project-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const INSTALLED = { 'ai-gateway-stacks': '0.1.0', cdk8s: '2.0.0', constructs: '10.0.0' };
const write = (content: unknown) =>
  writeFileSync(
    path.join(folder, 'package.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
const make = (name = 'shop') => projectStack(name, programOf({}), { folder, templates: templatesFolder() });

it('imports the package, each entry once, and nothing of this repository', () => {
  write({ dependencies: INSTALLED });
  const { files } = make();
  const code = [...files].filter(([file]) => file.endsWith('.ts'));
  expect(code.length).toBeGreaterThan(8);
  for (const [file, text] of code) {
    const imported = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
    expect(imported).toEqual([...new Set(imported)]);
    const own = imported.filter((name) => name.startsWith('.'));
    expect(own.filter((name) => !files.has(path.posix.join(path.posix.dirname(file), `${name}.ts`)))).toEqual(
      [],
    );
  }
  expect(files.get('shop/main.ts')).toContain(
    "import { Release, writeChart } from 'ai-gateway-stacks/engine';",
  );
  expect(files.get('shop/validation.ts')).toContain(
    "import { validatePods, validateResources } from 'ai-gateway-stacks/kubernetes';",
  );
});

it('says what comes next, with what is not installed', () => {
  write({ dependencies: INSTALLED, devDependencies: { tsx: '4', typescript: '5' } });
  expect(make().next).toEqual([
    'npm install --save-dev @types/node',
    'npx tsx shop/main.ts',
    'npx tsx --test shop/stack.test.ts',
    'helm template shop charts/shop --namespace prod --values charts/shop/values-prod.yaml',
  ]);
  write({ dependencies: INSTALLED, devDependencies: { tsx: '4', typescript: '5', '@types/node': '20' } });
  expect(make().next).toHaveLength(3);
});

it.each([
  [
    undefined,
    /has no package\.json; go to the folder of a project, or make one: npm init --yes && npm install /,
  ],
  ['{', /package\.json cannot be read: /],
  [{}, /package\.json does not depend on ai-gateway-stacks, cdk8s, constructs; run npm install /],
  [
    { dependencies: { 'ai-gateway-stacks': '1' }, devDependencies: { constructs: '1' } },
    /package\.json does not depend on cdk8s; run npm install cdk8s\.$/,
  ],
])('a project with %j is an error', (content, sentence) => {
  if (content !== undefined) write(content);
  expect(() => make()).toThrow(sentence);
});

it.each(['dist', 'charts', 'App', 'app'])('%s can be no name', (name) => {
  write({ dependencies: INSTALLED });
  expect(() => make(name)).toThrow(/^The stack cannot be called /);
});
