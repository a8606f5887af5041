import type { RenderedObject } from '../engine/manifests/render';
import { objectsOf, type ReleaseValues } from '../engine/release/release';
import type { StackTemplate } from '../engine/template/stack-template';

/** Values of a stack. */
export type StackValues<S extends StackTemplate> = ReleaseValues<S>['values'];

/** The release that a test is about. */
export interface ReleaseOptions {
  /** @default - the name of the chart */
  readonly name?: string;
  /** @default 'default' */
  readonly namespace?: string;
}

/**
 * The objects that `helm install` of a stack's chart would make, in the order of the stack: for snapshots, and for expectations of one field.
 *
 * @throws ValuesError when the values are not right
 */
export function renderedObjects<S extends StackTemplate>(
  stack: S,
  values?: StackValues<S>,
  { name = stack.chart.name, namespace = 'default' }: ReleaseOptions = {},
): readonly RenderedObject[] {
  const given = values === undefined ? [] : [{ name: 'values', values }];
  return objectsOf({ stack, name, namespace, values: given });
}
