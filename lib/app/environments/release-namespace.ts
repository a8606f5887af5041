import { at } from '../../engine/release/objects';
import { scalarString } from '../../engine/values/merge';
import { stacks, type StackName } from '../../stacks/stacks';
import { overridesOf, type NamedEnvironment } from './environment';

/**
 * The namespace that the release of a chart goes to in an environment: the one that its values name for its objects (`global.namespace`),
 * or that of the environment.
 *
 * @param chart the name of a stack, or of the chart of all stacks
 */
export function releaseNamespace(environment: NamedEnvironment, chart: string): string {
  const values = Object.hasOwn(stacks, chart) ? overridesOf(environment, chart as StackName) : undefined;
  const given = scalarString(at(values, 'global', 'namespace'));
  return given === '' ? environment.namespace : given;
}
