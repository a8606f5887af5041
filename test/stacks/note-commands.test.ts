/** The commands in the notes of a chart name a namespace, and objects and labels that the chart makes or was given. */
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { overridesOf } from '../../lib/app/environments/environment';
import { Evaluator } from '../../lib/engine/manifests/evaluate';
import { renderObjects } from '../../lib/engine/manifests/render';
import { at, metadataOf } from '../../lib/engine/release/objects';
import { lines } from '../../lib/engine/template/tree';
import { valuesOf } from '../../lib/engine/values/check';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, scalarString } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { everythingOn } from '../support/everything-on';
import { REQUIRED_VALUES } from '../support/required-values';

const KINDS: Readonly<Record<string, string>> = {
  ...{ service: 'Service', secret: 'Secret', configmap: 'ConfigMap', hpa: 'HorizontalPodAutoscaler' },
  ...{ deploy: 'Deployment', deployment: 'Deployment', httproute: 'HTTPRoute', route: 'Route' },
};
const OBJECT = new RegExp(`\\b(${Object.keys(KINDS).join('|')})[ /]([a-z0-9][-a-z0-9.]*)`);
const COMMAND = /\b(kubectl|helm) [^`\n]*/g;

const names = Object.keys(stacks) as StackName[];
const CASES = names.flatMap((name) => [
  [name, 'its least values', REQUIRED_VALUES[name] ?? {}] as const,
  [name, 'everything switched on', everythingOn(name)] as const,
  ...discoverEnvironments().flatMap((environment) => {
    const values = overridesOf(environment, name);
    return values === undefined ? [] : [[name, environment.name, values] as const];
  }),
]);

/** The names of existing Secrets among values. */
function existingSecrets(values: Json): readonly string[] {
  if (!isMap(values)) return Array.isArray(values) ? values.flatMap(existingSecrets) : [];
  return Object.entries(values).flatMap(([key, value]) =>
    /existingSecret$/i.test(key) ? [scalarString(value)] : existingSecrets(value ?? null),
  );
}

function contextOf(name: StackName, given: JsonObject) {
  const stack = stacks[name].template();
  const values = valuesOf(stack.declaration, [{ name: 'given', values: given }]);
  return { stack, context: { name: 'rel', namespace: 'ai', chart: stack.chart, values } };
}

function commandsOf(name: StackName, given: JsonObject): readonly string[] {
  const { stack, context } = contextOf(name, given);
  const text = scalarString(Evaluator.for(context).tree(lines(...stack.notes.lines)));
  return [...text.matchAll(COMMAND)].map(([command]) => command);
}

let checked = 0;

it.each(CASES)('%s, for %s', (name, _, given) => {
  const { stack, context } = contextOf(name, given);
  const objects = renderObjects(stack, context);
  const labels = objects.map((object) => at(object, 'spec', 'template', 'metadata', 'labels'));
  const wrong = commandsOf(name, given).filter((command) => {
    const [, kind = '', object] = OBJECT.exec(command) ?? [];
    const isThere =
      object === undefined ||
      objects.some((made) => made['kind'] === KINDS[kind] && metadataOf(made).name === object) ||
      (kind === 'secret' && existingSecrets(context.values).includes(object));
    const selector = / -l (\S+)/.exec(command)?.[1]?.split(',') ?? [];
    const selects = labels.some((pod) =>
      selector.every((pair) => scalarString(at(pod, pair.replace(/=.*/, ''))) === pair.replace(/^.*=/, '')),
    );
    checked += object === undefined ? 0 : 1;
    return !/ (--namespace|-n) \S/.test(command) || !isThere || !selects;
  });
  expect(wrong).toEqual([]);
});

it('checks enough of them', () => {
  expect(checked).toBeGreaterThan(15);
});
