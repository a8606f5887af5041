/** A source file has its test in the same place, as CONTRIBUTING.md promises. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../support/markdown';

/** Source files with code and without a test of their own, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'app/index': 'names what is exported, which verify/package imports',
  'engine/index': 'names what is exported, which verify/package imports',
  'engine/values/input-error': 'one class, which test/app/explain.test.ts uses',
  'engine/values/object-check': 'test/engine/values/kubernetes-object.test.ts checks with it',
  'kubernetes/index': 'names what is exported, which verify/package imports',
  'kubernetes/k8s': 'names generated code',
  'kubernetes/mysql/values': 'declarations, which test/kubernetes/mysql/mysql.test.ts uses',
  'kubernetes/redis/values': 'declarations, which test/kubernetes/redis/redis.test.ts uses',
  'kubernetes/workload-values': 'declarations, which test/kubernetes/pod-values.test.ts uses',
  'testing/index': 'names what is exported, which verify/package imports',
};

const FOLDERS = ['engine', 'kubernetes', 'app', 'testing'];

/** The source files below a folder of lib, by their path in lib and without suffix, such as `engine/values/names`. */
function sources(folder: string): readonly string[] {
  const entries = readdirSync(path.join(ROOT, 'lib', folder), { recursive: true, encoding: 'utf8' });
  return entries
    .filter((entry) => entry.endsWith('.ts'))
    .map((entry) => path.join(folder, entry.replace(/\.ts$/, '')))
    .sort();
}

/** Whether a source file comes to anything when its types are taken away. */
function hasCode(source: string): boolean {
  const text = readFileSync(path.join(ROOT, 'lib', `${source}.ts`), 'utf8');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, removeComments: true },
  });
  return !['', 'export {};'].includes(outputText.trim());
}

function hasTest(source: string): boolean {
  return ['test.ts', 'slow.test.ts', 'exhaustive.test.ts'].some((suffix) =>
    existsSync(path.join(ROOT, 'test', `${source}.${suffix}`)),
  );
}

it.each(FOLDERS)('each source file with code in lib/%s has a test in the same place', (folder) => {
  const untested = sources(folder).filter((source) => hasCode(source) && !hasTest(source));
  expect(untested.filter((source) => !Object.hasOwn(EXCEPTIONS, source))).toEqual([]);
});

it.each(Object.keys(EXCEPTIONS))('%s is still an exception: it is there, has code and no test', (source) => {
  expect(FOLDERS.flatMap(sources)).toContain(source);
  expect({ code: hasCode(source), test: hasTest(source) }).toEqual({ code: true, test: false });
});

it('finds the source files, and tells types from code', () => {
  expect(FOLDERS.filter((folder) => sources(folder).length === 0)).toEqual([]);
  expect([hasCode('engine/values/overrides'), hasCode('engine/values/names')]).toEqual([false, true]);
});
