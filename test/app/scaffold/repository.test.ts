import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { templatesFolder } from '../../../lib/app/project';
import { programOf } from '../../../lib/app/scaffold/program';
import { EXPORTS, REGISTRY } from '../../../lib/app/scaffold/registry';
import { repositoryStack } from '../../../lib/app/scaffold/repository';
import { stacks } from '../../../lib/stacks/stacks';

const ROOT = path.join(__dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'repository-'));
beforeAll(() => {
  mkdirSync(path.join(folder, path.dirname(REGISTRY)), { recursive: true });
  for (const file of [REGISTRY, EXPORTS]) cpSync(path.join(ROOT, file), path.join(folder, file));
});
afterAll(() => rmSync(folder, { recursive: true }));

const places = { folder, templates: templatesFolder() };
const make = (name: string) => repositoryStack(name, programOf({}), places);

it('has the files that a stack has, its table for the tests, and the registry and the exports with it', () => {
  const { files, changed, folder: own } = make('newcomer');
  const named = [
    'chart',
    'deployment',
    'index',
    'network',
    'notes',
    'software',
    'stack',
    'test',
    'validation',
    'values',
  ];
  expect([...files.keys()].sort()).toEqual(
    [
      'lib/stacks/newcomer/README.md',
      ...named.map((name) => `lib/stacks/newcomer/${name}.ts`),
      REGISTRY,
      EXPORTS,
      'test/inputs/stacks/newcomer.ts',
      'test/network/tables/newcomer.ts',
      'test/support/stacks/newcomer.ts',
      'verify/policies/exceptions/newcomer.ts',
    ].sort(),
  );
  expect(changed).toEqual([REGISTRY, EXPORTS]);
  expect(own).toBe('lib/stacks/newcomer');
});

it('imports what is there', () => {
  const { files, changed } = make('newcomer');
  const imported = [...files]
    .filter(([file]) => file.endsWith('.ts') && !changed.includes(file))
    .flatMap(([file, text]) =>
      ts
        .preProcessFile(text)
        .importedFiles.map(({ fileName }) => path.posix.join(path.posix.dirname(file), `${fileName}.ts`)),
    );
  expect(imported.length).toBeGreaterThan(50);
  const missing = imported.filter((file) => !files.has(file) && !ts.sys.fileExists(path.join(ROOT, file)));
  expect(missing).toEqual([]);
});

it.each([...Object.keys(stacks), 'ai-gateway', 'claude-relay-x', 'lines', 'gateway'])(
  '%s can be no name',
  (name) => {
    expect(() => make(name)).toThrow(/^The stack cannot be called /);
  },
);
