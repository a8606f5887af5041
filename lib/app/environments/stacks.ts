import { objectsOf, type ReleaseProps } from '../../engine/release/release';
import { stacks, type StackName } from '../../stacks/stacks';
import type { KubernetesObject } from '../../engine/manifests/render';
import type { JsonObject } from '../../engine/values/declaration';
import { coalesce } from '../../engine/values/merge';
import { overridesOf, sourceName, type NamedEnvironment } from './environment';

/** A stack of an environment, as it is released there. */
export interface DeployedStack {
  readonly name: StackName;
  /** All of its values: what the environment changes, over the defaults. */
  readonly values: JsonObject;
  readonly release: ReleaseProps;
}

/** A stack with the objects that are made for it. */
export interface RenderedStack extends DeployedStack {
  readonly objects: readonly KubernetesObject[];
}

/**
 * The stacks of an environment, in the order in which they are deployed.
 *
 * @throws ValuesError when a stack needs another one that the environment does not have
 */
export function stacksOf(environment: NamedEnvironment): readonly DeployedStack[] {
  return (Object.keys(stacks) as StackName[]).flatMap((name) => {
    const overrides = overridesOf(environment, name);
    if (overrides === undefined) return [];
    const stack = stacks[name].template();
    const values = [{ name: sourceName(environment, name), values: overrides }];
    const release = { stack, name, namespace: environment.namespace, values };
    return [{ name, values: coalesce(stack.declaration.default, overrides), release }];
  });
}

/** The objects of all stacks of an environment, without its namespace. */
export function objectsIn(environment: NamedEnvironment): readonly KubernetesObject[] {
  return stacksOf(environment).flatMap(({ release }) => objectsOf(release));
}
