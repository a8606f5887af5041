/**
 * What pods read from a ConfigMap or Secret into their environment they read at their start. A value that changes one and not the
 * pods would have no effect until somebody restarts them.
 */
import path from 'node:path';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { fileOfStack } from '../support/file-of-stack';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';

interface Container {
  readonly env?: readonly { readonly valueFrom?: Record<string, Reference> }[];
  readonly envFrom?: readonly Record<string, Reference>[];
}
interface Reference {
  readonly name: string;
  readonly key?: string;
}

it.each(Object.keys(stacks) as StackName[])('%s replaces its pods when their environment changes', (name) => {
  const template = stacks[name].template();
  const { readAtNextStart = [] } = fileOfStack<{ readonly readAtNextStart: readonly string[] }>(
    path.join(__dirname, '../support/stacks'),
    name,
  );
  const objectsFor = (values: JsonObject): ReadonlyMap<string, KubernetesObject> => {
    const request = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };
    const rendering = plainRendering(template, { ...request, values: [values] });
    const objects = rendering.ok ? rendering.objects : [];
    return new Map(
      objects.map((object) => [`${String(object['kind'])}/${String(metadata(object)['name'])}`, object]),
    );
  };
  const stale = new Set<string>();
  let compared = 0;
  for (const values of [REQUIRED_VALUES[name] ?? {}, everythingOn(name)]) {
    const before = objectsFor(values);
    for (const { path: at, declaration, inEntry } of placesOf(template.declaration)) {
      if (inEntry || readAtNextStart.includes(at.join('.'))) continue;
      for (const other of othersFor(declaration)) {
        const after = objectsFor(overlay(values, valuesWith(template.declaration, at, other) as JsonObject));
        for (const [id, workload] of after) {
          const pod = podOf(workload);
          if (pod === undefined || JSON.stringify(pod) !== JSON.stringify(podOf(before.get(id)))) continue;
          compared += 1;
          if (environment(pod, before) !== environment(pod, after)) stale.add(`${at.join('.')}: ${id}`);
        }
      }
    }
  }
  expect([...stale]).toEqual([]);
  expect(compared).toBeGreaterThan(20);
});

function othersFor({ shape, samples }: Declaration<unknown>): readonly Json[] {
  if (shape.type === 'boolean') return [true, false];
  return shape.type === 'integer' || shape.type === 'string' ? samples.slice(0, 3) : [];
}

function metadata(object: KubernetesObject): JsonObject {
  return object['metadata'] as JsonObject;
}

function podOf(object: KubernetesObject | undefined): JsonObject | undefined {
  if (object?.['kind'] !== 'Deployment' && object?.['kind'] !== 'StatefulSet') return undefined;
  return (object['spec'] as { readonly template: JsonObject }).template;
}

/** What the containers of a pod find in ConfigMaps and Secrets of the release at their start. */
function environment(pod: JsonObject, objects: ReadonlyMap<string, KubernetesObject>): string {
  const { containers, initContainers = [] } = pod['spec'] as unknown as {
    readonly containers: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  const found = [...initContainers, ...containers].flatMap(({ env = [], envFrom = [] }) =>
    [...envFrom, ...env.map(({ valueFrom = {} }) => valueFrom)].flatMap((source) =>
      Object.entries(source).map(([kind, { name, key }]) => {
        const object = objects.get(`${kind.startsWith('configMap') ? 'ConfigMap' : 'Secret'}/${name}`);
        const data = { ...(object?.['data'] as JsonObject), ...(object?.['stringData'] as JsonObject) };
        return key === undefined ? data : data[key];
      }),
    ),
  );
  return JSON.stringify(found);
}
