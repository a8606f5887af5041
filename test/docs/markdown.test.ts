/** What Markdown files refer to exists, and the READMEs of both languages say the same. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagramOf, READMES, withDiagram } from '../../lib/app/docs/documents';
import { environmentsPage } from '../../lib/app/docs/page';
import { valuesPage } from '../../lib/app/docs/values';
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
});

describe('generated documents are fresh: npm run --silent stacks -- environments --write', () => {
  it.each(READMES)('the diagram in %s', (file) => {
    const readme = readMarkdown(file);
    expect(readme).toBe(withDiagram(file, readme, diagramOf(discoverEnvironments())));
  });

  it('docs/software.md', () => {
    expect(readMarkdown('docs/software.md')).toBe(softwarePage());
  });

  it('docs/values.md', () => {
    expect(readMarkdown('docs/values.md')).toBe(valuesPage());
  });

  it('docs/environments.md', () => {
    expect(readMarkdown('docs/environments.md')).toBe(environmentsPage(discoverEnvironments()));
  });
});
