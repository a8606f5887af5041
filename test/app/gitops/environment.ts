import { clustersOf } from '../../../lib/app/environments/clusters';
import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import { stacks, type StackName } from '../../../lib/stacks/stacks';
import { environments } from '../../support/environments';

/** The environment with all stacks that tests of GitOps objects take. */
export const prod: NamedEnvironment = environmentNamed('prod');

/** Its stacks, in their order: others may be added that it does not have. */
export const prodStacks = (Object.keys(stacks) as StackName[]).filter(
  (name) => prod.stacks[name] !== undefined,
);

/** An environment of the project. */
export function environmentNamed(name: string): NamedEnvironment {
  const found = environments.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no environment ${name}.`);
  return found;
}

/** The clusters of it, were they named in its file. */
export function inClusters(...names: readonly string[]): readonly NamedEnvironment[] {
  return clustersOf('prod', { ...prod, clusters: Object.fromEntries(names.map((name) => [name, {}])) });
}
