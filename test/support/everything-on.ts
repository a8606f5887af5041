import path from 'node:path';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { toYamlDocuments } from '../../lib/engine/yaml/document';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { fileOfStack } from './file-of-stack';
import { plainRendering } from './renderers';
import { REQUIRED_VALUES } from './required-values';

/** Values that switch on all that a stack can make: every `enabled` and `create`, with what its own file says goes with them. */
export function everythingOn(name: StackName): JsonObject {
  const root = stacks[name].template().declaration;
  const { beside = {} } = fileOfStack<{ readonly beside: JsonObject }>(path.join(__dirname, 'stacks'), name);
  const switches = [...placesOf(root)].filter(
    ({ path: at, declaration, inEntry }) =>
      // A ScaledObject does not go together with a HorizontalPodAutoscaler, nor an ExternalSecret with what a Secret is made of.
      at[0] !== 'keda' &&
      !at.includes('externalSecret') &&
      !inEntry &&
      declaration.shape.type === 'boolean' &&
      ['enabled', 'create'].includes(String(at.at(-1))),
  );
  const on = switches.map(({ path: at }) => valuesWith(root, at, true) as JsonObject);
  return [...on, beside].reduce(overlay, REQUIRED_VALUES[name] ?? {});
}

/**
 * The objects of a stack with everything switched on, which no file of dist has.
 *
 * @throws Error when they do not go together
 */
export function objectsWithEverything(name: StackName): readonly KubernetesObject[] {
  const request = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };
  const values = [everythingOn(name)];
  const rendering = plainRendering(stacks[name].template(), { ...request, values });
  if (rendering.ok) return rendering.objects;
  throw new Error(
    `${name} rejects everything at once: ${rendering.message}\nSay in test/support/stacks/${name}.ts what goes with it: export const beside.`,
  );
}

/** Tests that the objects of a stack with everything switched on are those that were reviewed, in a snapshot beside the test. */
export function itMakesWhatWasReviewed(name: StackName): void {
  it(`${name} makes the objects that were reviewed with everything switched on`, () => {
    expect(`\n${toYamlDocuments(objectsWithEverything(name))}`).toMatchSnapshot();
  });
}
