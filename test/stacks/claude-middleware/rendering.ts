import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { objectsOf } from '../../../lib/engine/release/release';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { stacks } from '../../../lib/stacks/stacks';
import { at } from '../../acceptance/path';

/** Where the relay and its Redis are, which the middleware has to be told. */
export const hosts = { relay: { host: 'claude-relay' }, redis: { host: 'claude-relay-redis' } };

/** The objects of the middleware. */
export function middlewareObjects(...values: readonly object[]): KubernetesObject[] {
  return objectsOf({
    stack: stacks['claude-middleware'].template(),
    name: 'claude-middleware',
    namespace: 'ai',
    values: values.map((one) => ({ name: 'test', values: one as JsonObject })),
  });
}

/** The object of a kind and a name. */
export function objectNamed(
  objects: readonly KubernetesObject[],
  kind: string,
  name: string,
): KubernetesObject {
  const found = objects.find((object) => object['kind'] === kind && at(object, 'metadata.name') === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}
