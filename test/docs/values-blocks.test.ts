/** Values in Markdown files, in YAML below the name of their chart, are such as the chart takes. */
import { parse } from 'yaml';
import { secretsIn } from '../../lib/app/objects/secret-readings';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { at, describeObject } from '../../lib/engine/release/objects';
import { objectsOf } from '../../lib/engine/release/release';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { markdownFiles, parseMarkdown, readMarkdown } from '../support/markdown';

const BLOCKS = markdownFiles().flatMap((file) =>
  parseMarkdown(readMarkdown(file)).blocks.flatMap(({ language, text }) => {
    const chart = /^# ([a-z-]+)\n/.exec(text)?.[1] ?? '';
    return language === 'yaml' && Object.hasOwn(stacks, chart)
      ? [{ file, text, render: () => rendered(chart as StackName, text) }]
      : [];
  }),
);

function rendered(chart: StackName, text: string): readonly KubernetesObject[] {
  const values = [{ name: 'values', values: parse(text) as JsonObject }];
  return objectsOf({ stack: stacks[chart].template(), name: 'app', namespace: 'ai', values });
}

it('there are some in docs/secrets.md', () => {
  expect(BLOCKS.filter(({ file }) => file === 'docs/secrets.md')).toHaveLength(5);
});

it.each(BLOCKS)('$file: $text', ({ render }) => {
  expect(render()).not.toEqual([]);
});

it('docs/secrets.md: Reloader finds its annotation at each workload that reads a Secret', () => {
  const [objects = []] = BLOCKS.filter(({ text }) => text.includes('reloader')).map(({ render }) => render());
  const readers = objects.filter((object) => secretsIn(at(object, 'spec', 'template', 'spec')).length > 0);
  expect(readers.map(describeObject)).toEqual(['Deployment ai/app-claude-relay']);
  for (const reader of readers)
    expect(at(reader, 'metadata', 'annotations')).toMatchObject({ 'reloader.stakater.com/auto': 'true' });
});
