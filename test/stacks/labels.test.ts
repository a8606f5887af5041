/** The labels of all objects are such that Kubernetes takes them, whatever others make of the version and the name of a chart. */
import { renderObjects } from '../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap } from '../../lib/engine/values/merge';
import { valuesOf } from '../../lib/engine/values/check';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { everythingOn } from '../support/everything-on';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL = /^(?=.{0,63}$)([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** All labels anywhere in an object: of itself, its pods, its claims, and those by which it selects. */
function labelsIn(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(labelsIn);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /^(labels|matchLabels)$/.test(key) && isMap(inner) ? Object.values(inner).map(String) : labelsIn(inner),
  );
}

describe.each(Object.keys(stacks) as StackName[])('%s', (name) => {
  const template = stacks[name].template();
  const values = valuesOf(template.declaration, [{ name: 'test', values: everythingOn(name) }]);
  const labels = (chart: object) =>
    renderObjects(
      template,
      { name: 'app', namespace: 'apps', chart: { ...template.chart, isRoot: true, ...chart }, values },
      { hooks: true },
    ).flatMap((object) => labelsIn(object as JsonObject));

  it.each([
    // Flux adds the digest of the artifact, and "helm package --version" takes any.
    ['a build in its version', { version: '0.3.0+c2f94dae2fc5' }, '_c2f94dae2fc5'],
    ['a version that is too long', { version: `1.0.0-${'a.'.repeat(40)}b` }, '-1.0.0-a.a.'],
    [
      'the longest alias',
      { name: 'a'.repeat(40), version: `1.0.0-${'a.'.repeat(40)}b`, isRoot: false },
      '-1.0.0-a.a.',
    ],
  ])('has labels for %s', (_, chart, part) => {
    const all = labels(chart);
    expect(all.filter((label) => !LABEL.test(label))).toEqual([]);
    expect(all.filter((label) => label.includes(part)).length).toBeGreaterThan(3);
  });
});
