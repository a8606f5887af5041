import { NAMESPACE_NAME } from '../../engine/release/names';
import type { JsonObject } from '../../engine/values/declaration';
import { overlay } from '../../engine/values/merge';
import { quoteForMessage } from '../../engine/values/wording';
import type { StackName, StackOverrides } from '../../stacks/stacks';
import { UserError } from '../explain';
import { sourceName, type Differences, type Environment, type NamedEnvironment } from './environment';

/**
 * An environment as it is deployed: each of its clusters with what is different there, or itself where it names none.
 *
 * @param file the name of its file, by default that of the environment with the ending .ts
 * @throws UserError when the name of a cluster is none, or there is nothing for the differences to differ from
 */
export function clustersOf(
  name: string,
  { clusters, ...shared }: Environment,
  file?: string,
): readonly NamedEnvironment[] {
  const place = file === undefined ? {} : { file };
  if (clusters === undefined) return [{ name, ...place, ...shared }];
  const named = Object.entries(clusters);
  if (named.length === 0)
    throw new UserError(
      `${sourceName({ name, ...place })}: clusters names none; name one, or leave clusters away.`,
    );
  return named.map(([cluster, differences]) => {
    const environment = {
      name: `${name}-${cluster}`,
      ...place,
      cluster: { environment: name, name: cluster },
    };
    const source = sourceName(environment);
    // The name of the environment is the value of a label.
    if (!NAMESPACE_NAME.pattern.test(cluster) || environment.name.length > 63)
      throw new UserError(
        `${sourceName({ name, ...place })}: clusters has ${quoteForMessage(cluster)}; a name has lowercase letters, digits and "-", at most 63 with that of the environment.`,
      );
    return {
      ...environment,
      ...shared,
      stacks: stacksIn(shared.stacks, differences, source),
    };
  });
}

function stacksIn(
  shared: Partial<StackOverrides>,
  { stacks = {}, without = [] }: Differences,
  source: string,
): Partial<StackOverrides> {
  const foreign = [...Object.keys(stacks), ...without].find((stack) => !Object.hasOwn(shared, stack));
  if (foreign !== undefined)
    throw new UserError(
      `${source}: ${foreign} is not a stack of the environment; add it under its stacks first.`,
    );
  const both = without.find((stack) => Object.hasOwn(stacks, stack));
  if (both !== undefined)
    throw new UserError(`${source}: ${both} has values and is in without; leave it away in one of them.`);
  const left = (Object.keys(shared) as StackName[]).filter((stack) => !without.includes(stack));
  // What is the same in all clusters stays the same object: what is known of it is known for all.
  return Object.fromEntries(left.map((stack) => [stack, differing(shared[stack], stacks[stack])]));
}

function differing(shared: object | undefined, own: object | undefined): object | undefined {
  return own === undefined ? shared : overlay((shared ?? {}) as JsonObject, own as JsonObject);
}
