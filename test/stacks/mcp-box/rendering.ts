import { stacks } from '../../../lib/stacks/stacks';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { newChartFolder } from '../../../lib/testing/chart-folder';
import { compareRenderings } from '../../support/equality';
import { helmOutput, plainRendering, type Rendering, type RenderRequest } from '../../support/renderers';

const template = stacks['mcp-box'].template();
let written: string | undefined;

function chart(): string {
  written ??= newChartFolder(template);
  return written;
}

function request(values: readonly JsonObject[]): RenderRequest {
  return { release: 'mcp-box', namespace: 'mcp-prod', values, set: [], setString: [] };
}

/** The plain rendering of the platform in the namespace `mcp-prod`. */
export function render(...values: readonly JsonObject[]): Rendering {
  return plainRendering(template, request(values));
}

/** The objects of the plain rendering. */
export function objectsOf(...values: readonly JsonObject[]): readonly KubernetesObject[] {
  const rendering = render(...values);
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

/** The objects that the plain rendering and both Helms agree on. */
export async function objectsOfAll(...values: readonly JsonObject[]): Promise<readonly KubernetesObject[]> {
  expect(await compareRenderings(template, chart(), request(values))).toBe('same objects');
  return objectsOf(...values);
}

/** Error messages of the plain rendering and of both Helms; `rendered` where there is none. */
export async function messagesOf(...values: readonly JsonObject[]): Promise<readonly string[]> {
  const all = [
    render(...values),
    ...(await Promise.all(([3, 4] as const).map((major) => helmOutput(major, chart(), request(values))))),
  ];
  return all.map((rendering) => (rendering.ok ? 'rendered' : rendering.message));
}

/** The objects of a kind. */
export function ofKind(kind: string, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter((object) => object['kind'] === kind);
}

/** The object of a kind and a name. */
export function named(kind: string, name: string, objects: readonly KubernetesObject[]): KubernetesObject {
  const found = ofKind(kind, objects).find((object) => at(object, 'metadata.name') === name);
  if (found === undefined) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}
