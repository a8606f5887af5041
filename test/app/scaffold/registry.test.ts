import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { stackNames } from '../../../lib/app/scaffold/names';
import { namesIn, REGISTRY, withStack } from '../../../lib/app/scaffold/registry';
import { stacks } from '../../../lib/stacks/stacks';

const source = readFileSync(path.join(__dirname, '../../..', REGISTRY), 'utf8');

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
