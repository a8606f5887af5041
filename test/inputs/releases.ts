import { objectsOf } from '../../lib/engine/release/release';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { REQUIRED_VALUES } from '../support/required-values';

/** The stacks. */
export const STACKS = Object.keys(stacks) as StackName[];

/** What messages call the values that a test gives. */
export const SOURCE = 'given.yaml';

/** A release of a stack that a test asks for. */
export interface Input {
  readonly release: string;
  readonly namespace: string;
  readonly values: JsonObject;
}

/** The template of a stack. */
export function templateOf(stack: StackName): StackTemplate {
  return stacks[stack].template();
}

/** The values without which a stack is not rendered. */
export function requiredValues(stack: StackName): JsonObject {
  return REQUIRED_VALUES[stack] ?? {};
}

/**
 * The objects of a release, by the plain rendering.
 *
 * @throws what the plain rendering throws for wrong values
 */
export function objectsFor(stack: StackName, { release, namespace, values }: Input): KubernetesObject[] {
  return objectsOf({
    stack: templateOf(stack),
    name: release,
    namespace,
    values: [{ name: SOURCE, values }],
  });
}
