/** What Markdown files refer to exists, and the READMEs of both languages say the same. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { diagramOf, READMES, withDiagram } from '../../lib/app/docs/documents';
import { environmentsPage } from '../../lib/app/docs/page';
import { softwarePage } from '../../lib/app/docs/software';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { markdownFiles, parseMarkdown, readMarkdown, ROOT } from '../support/markdown';

const LONGEST_README = 120;

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe.each(markdownFiles())('%s', (file) => {
  const text = readMarkdown(file);

  it('has links that lead to files', () => {
    const local = parseMarkdown(text).links.filter((target) => !/^(https?:|mailto:|#)/.test(target));
    const missing = local.filter(
      (target) => !existsSync(path.join(ROOT, path.dirname(file), target.replace(/#.*/, ''))),
    );
    expect(missing).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const named = [...text.matchAll(/\bnpm run(?:\s+--silent)?\s+([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('README.md and README.zh-CN.md', () => {
  const [english, chinese] = READMES.map((file) => parseMarkdown(readMarkdown(file)));

  it('have the same headings, code and commands', () => {
    expect(chinese?.headings).toEqual(english?.headings);
    expect(chinese?.blocks).toEqual(english?.blocks);
    expect([...(chinese?.code ?? [])].sort()).toEqual([...(english?.code ?? [])].sort());
  });

  it('have the same links, and one to each other', () => {
    const [toChinese, ...others] = english?.links.filter((link) => link !== 'https://cdk8s.io') ?? [];
    const [toEnglish, ...theirs] = chinese?.links.filter((link) => link !== 'https://cdk8s.io') ?? [];
    expect([toChinese, toEnglish]).toEqual(['README.zh-CN.md', 'README.md']);
    expect(theirs).toEqual(others);
  });

  it.each(READMES)('%s is short; more belongs into docs/', (file) => {
    expect(readMarkdown(file).trimEnd().split('\n').length).toBeLessThanOrEqual(LONGEST_README);
  });

  it('have TypeScript that compiles in the root of the repository', () => {
    const snippets = english?.blocks.filter(({ language }) => language === 'ts') ?? [];
    expect(snippets.map(({ text }) => compile(text))).toEqual([[]]);
  });
});

describe('generated documents are fresh: npm run --silent stacks -- environments --write', () => {
  it.each(READMES)('the diagram in %s', (file) => {
    const readme = readMarkdown(file);
    expect(readme).toBe(withDiagram(file, readme, diagramOf(discoverEnvironments())));
  });

  it('docs/software.md', () => {
    expect(readMarkdown('docs/software.md')).toBe(softwarePage());
  });

  it('docs/environments.md', () => {
    expect(readMarkdown('docs/environments.md')).toBe(environmentsPage(discoverEnvironments()));
  });
});

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
