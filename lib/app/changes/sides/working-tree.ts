import type { NamedEnvironment } from '../../environments/environment';
import { manifestsOf } from '../../output/dist';
import type { Manifests } from './manifests';

/**
 * The environments of the working tree, rendered now.
 *
 * @throws ValuesError or ValidationError when the values of one are invalid
 */
export function workingTree(environments: readonly NamedEnvironment[]): Manifests {
  return {
    name: 'working tree',
    environments: new Map(
      environments.map((environment) => [environment.name, [...manifestsOf(environment).values()]]),
    ),
  };
}
