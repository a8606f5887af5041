/** Values in Markdown files, in YAML below the name of their chart, are such as the chart takes. */
import { parse } from 'yaml';
import { secretsIn } from '../../lib/app/objects/secret-readings';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { at, describeObject } from '../../lib/engine/release/objects';
import { overlay } from '../../lib/engine/values/merge';
import { objectsOf } from '../../lib/engine/release/release';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { REQUIRED_VALUES } from '../support/required-values';
import { markdownFiles, parseMarkdown, readMarkdown } from '../support/markdown';

const BLOCKS = markdownFiles().flatMap((file) =>
  parseMarkdown(readMarkdown(file)).blocks.flatMap(({ language, text }) => {
    const chart = /^# ([a-z-]+)\n/.exec(text)?.[1] ?? '';
    return language === 'yaml' && Object.hasOwn(stacks, chart)
      ? [{ file, text, render: (more: JsonObject = {}) => rendered(file, chart as StackName, text, more) }]
      : [];
  }),
);

function rendered(
  file: string,
  chart: StackName,
  text: string,
  more: JsonObject,
): readonly KubernetesObject[] {
  // What is about secrets has all that the chart requires.
  const required = file === 'docs/secrets.md' ? {} : (REQUIRED_VALUES[chart] ?? {});
  const values = [{ name: 'values', values: overlay(overlay(required, more), parse(text) as JsonObject) }];
  return objectsOf({ stack: stacks[chart].template(), name: 'app', namespace: 'ai', values });
}

/** The objects of the block with a word in it. */
function objectsWith(word: string, more?: JsonObject): readonly KubernetesObject[] {
  const [block] = BLOCKS.filter(({ text }) => text.includes(word));
  if (block === undefined) throw new Error(`There is no block with ${word}.`);
  return block.render(more);
}

it('there are some in docs/secrets.md', () => {
  expect(BLOCKS.filter(({ file }) => file === 'docs/secrets.md')).toHaveLength(5);
});

it.each(BLOCKS)('$file: $text', ({ render }) => {
  expect(render()).not.toEqual([]);
});

it('docs/secrets.md: Reloader finds its annotation at each workload that reads a Secret', () => {
  const readers = objectsWith('reloader').filter(
    (object) => secretsIn(at(object, 'spec', 'template', 'spec')).length > 0,
  );
  expect(readers.map(describeObject)).toEqual(['Deployment ai/app-claude-relay']);
  for (const reader of readers)
    expect(at(reader, 'metadata', 'annotations')).toMatchObject({ 'reloader.stakater.com/auto': 'true' });
});

it('docs/clusters.md: on OpenShift no pod has a user of its own, and a Route leads in', () => {
  const objects = objectsWith('relay.apps.example.com');
  expect(JSON.stringify(objects)).not.toMatch(/"(runAsUser|runAsGroup|fsGroup)"/);
  expect(objects.map(({ kind }) => kind)).toContain('Route');
});

it('docs/clusters.md: in a mesh the Job is left out, and each sidecar reaches the control plane', () => {
  const objects = objectsWith('sidecar.istio.io', { init: { enabled: true }, configs: { init: 'log: {}' } });
  const [job] = objects.filter(({ kind }) => kind === 'Job');
  expect(at(job, 'spec', 'template', 'metadata', 'labels')).toMatchObject({
    'sidecar.istio.io/inject': 'false',
  });
  const closed = objects.filter(
    (object) => object['kind'] === 'NetworkPolicy' && !JSON.stringify(object).includes('istio-system'),
  );
  expect(closed.map(describeObject)).toEqual([expect.stringMatching(/^NetworkPolicy ai\/.*init$/)]);
});

it('docs/clusters.md: without the Prometheus Operator none of its objects is made', () => {
  const objects = objectsWith('prometheusRule: { enabled: false }');
  expect(objects.filter(({ apiVersion }) => String(apiVersion).startsWith('monitoring.coreos.com'))).toEqual(
    [],
  );
});
