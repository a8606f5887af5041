/**
 * Programs in Markdown files compile in the root of the repository, run in a folder of their own, and write what their page says. Here the
 * package that they import is its source; verify/package has the package.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { at } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { markdownFiles, parseMarkdown, readMarkdown, ROOT } from '../support/markdown';

jest.setTimeout(120_000);

/** The floors of the source that entries of the package are called otherwise than. */
const FLOORS: Readonly<Record<string, string>> = { cli: 'app' };

/** Its programs are tests, of a folder of their own: verify/package compiles and runs them. */
const TESTS = 'docs/engine/testing.md';

/** The programs, each once: READMEs in several languages have the same ones. */
const PROGRAMS = new Map(
  markdownFiles()
    .filter((file) => file !== TESTS)
    .flatMap((file) =>
      parseMarkdown(readMarkdown(file))
        .blocks.filter(({ language, text }) => language === 'ts' && text.startsWith('import '))
        .map(({ text }) => [fromSource(text), file] as const),
    ),
);

/** A program with the source in the place of the package. */
function fromSource(text: string): string {
  return text.replaceAll(
    /'ai-gateway-stacks\/(\w+)'/g,
    (_, entry: string) => `'./lib/${FLOORS[entry] ?? entry}/index'`,
  );
}

it.each([...PROGRAMS].map(([text, file]) => [file, text] as const))('%s: compiles and runs', (_, text) => {
  expect(compile(text)).toEqual([]);
  expect(objectsOf(text)).not.toEqual([]);
});

it('docs/own-app.md: a patch changes what no value says', () => {
  const [text = ''] = [...PROGRAMS].flatMap(([program, file]) =>
    file === 'docs/own-app.md' ? [program] : [],
  );
  const podOf = (program: string) => {
    const deployment = objectsOf(program).find((object) => at(object, 'kind') === 'Deployment');
    return at(deployment, 'spec', 'template', 'spec');
  };
  const patched = { setHostnameAsFQDN: true, enableServiceLinks: true };
  expect(podOf(text)).toMatchObject(patched);
  const unpatched = podOf(text.replace(/^deployment\.addJsonPatch\([^;]*;$/m, ''));
  expect({ ...(unpatched as object), ...patched }).toEqual(podOf(text));
  expect(unpatched).not.toMatchObject({ enableServiceLinks: true });
});

/** What a program writes to dist, in a folder of its own. */
function objectsOf(text: string): readonly Json[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'program-'));
  const dist = path.join(folder, 'dist');
  const module = ts.transpile(text.replaceAll("'./lib/", `'${ROOT}/lib/`), {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
  });
  try {
    execFileSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', module], {
      cwd: folder,
      env: { ...process.env, CDK8S_OUTDIR: dist, NODE_PATH: path.join(ROOT, 'node_modules') },
      stdio: 'pipe',
    });
    return readdirSync(dist).flatMap((file) =>
      parseAllDocuments(readFileSync(path.join(dist, file), 'utf8')).map(
        (document) => document.toJS() as Json,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the compiler says of a program that stands in the root of the repository. */
function compile(text: string): readonly string[] {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(
    config.config,
    { ...ts.sys, readDirectory: () => [] },
    ROOT,
  );
  const file = path.join(ROOT, 'snippet.ts');
  const host = ts.createCompilerHost(options);
  const [onDisk, read] = [host.fileExists.bind(host), host.getSourceFile.bind(host)];
  host.fileExists = (name) => name === file || onDisk(name);
  host.getSourceFile = (name, ...more) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...more);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(
      ({ code, messageText }) => `TS${String(code)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
