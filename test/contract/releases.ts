import { stacksOf, type DeployedStack } from '../../lib/app/environments/stacks';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { objectsOf } from '../../lib/engine/release/release';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { objectsFor, requiredValues } from '../inputs/releases';
import { environments } from '../support/environments';

/** The objects of a release. */
export type Objects = readonly KubernetesObject[];

/** What a person installs who sets nothing but what is required, and what these tests add. */
export const CHART = 'the chart';

/** What contracts hold for: a small environment, a large one, and the chart as it comes. */
export const RELEASES = ['dev', 'prod', CHART] as const;

/** The objects of a stack in an environment, or of its chart. */
export function objectsIn(release: string, stack: StackName): Objects {
  return release === CHART ? objectsWith(stack, {}) : objectsOf(deployedIn(release, stack).release);
}

/** The values of a stack in an environment, or the defaults of its chart. */
export function valuesIn(release: string, stack: StackName): JsonObject {
  return release === CHART ? stacks[stack].template().declaration.default : deployedIn(release, stack).values;
}

function deployedIn(release: string, stack: StackName): DeployedStack {
  const environment = environments.find(({ name }) => name === release);
  const deployed = environment && stacksOf(environment).find(({ name }) => name === stack);
  if (deployed === undefined) throw new Error(`There is no ${stack} in ${release}.`);
  return deployed;
}

/** The objects of a stack's chart with some values over the required ones. */
export function objectsWith(stack: StackName, values: JsonObject): Objects {
  const given = overlay(requiredValues(stack), values);
  return objectsFor(stack, { release: stack, namespace: 'ai', values: given });
}
