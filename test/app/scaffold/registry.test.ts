import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { stackNames } from '../../../lib/app/scaffold/names';
import { EXPORTS, namesIn, REGISTRY, withExport, withStack } from '../../../lib/app/scaffold/registry';
import { stacks } from '../../../lib/stacks/stacks';

const [source = '', exported = ''] = [REGISTRY, EXPORTS].map((file) =>
  readFileSync(path.join(__dirname, '../../..', file), 'utf8'),
);

it('knows the stacks of the registry', () => {
  expect(namesIn(source)).toEqual(Object.keys(stacks));
});

it.each(['newcomer', 'web-shop'])('adds %s after the others, and changes nothing else', (name) => {
  const after = withStack(source, stackNames(name, []));
  expect(namesIn(after)).toEqual([...Object.keys(stacks), name]);
  const added = after.split('\n').filter((line) => !source.split('\n').includes(line));
  expect(added).toHaveLength(2);
  expect(added.join('\n')).toContain(`require('./${name}/index')`);
  const { diagnostics } = ts.transpileModule(after, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
});

it.each([
  ['without its start', source.replace('const registry = {', 'const all = {')],
  ['without its end', source.replace('} satisfies Record', '} as Record')],
  ['with two of them', `${source}${source}`],
  ['the other way round', '} satisfies Record<string, StackDefinition>;\nconst registry = {\n'],
])('%s it is an error', (_, changed) => {
  const sentence = /^lib\/stacks\/stacks\.ts has no "const registry = \{" .*; write it so again\.$/;
  expect(() => namesIn(changed)).toThrow(sentence);
  expect(() => withStack(changed, stackNames('newcomer', []))).toThrow(sentence);
});

it('finds each stack among the exports', () => {
  for (const name of Object.keys(stacks))
    expect(exported).toMatch(new RegExp(`^export .* from './${name}/stack';$`, 'm'));
});

it.each([
  ['the first one', 'a-shop', "export { AShop } from './a-shop/stack';\nexport { ClaudeMiddleware }"],
  ['among others', 'hare', "export { Hare } from './hare/stack';\nexport { HelmProxy }"],
  [
    'the last one',
    'web-shop',
    "export { McpBox } from './mcp-box/stack';\nexport { WebShop } from './web-shop/stack';\n",
  ],
])('exports a stack that is %s, and changes nothing else', (_, name, part) => {
  const after = withExport(exported, stackNames(name, []));
  expect(after).toContain(part);
  const [line = ''] = part.split('\n').filter((one) => one.includes(`./${name}/`));
  expect(after.replace(`${line}\n`, '')).toBe(exported);
});

it('says what the exports must have', () => {
  expect(() => withExport('export {};\n', stackNames('web-shop', []))).toThrow(
    /^lib\/stacks\/index\.ts has no line such as "export \{ WebShop \} from '\.\/web-shop\/stack';", .*; write it so again\.$/,
  );
});
