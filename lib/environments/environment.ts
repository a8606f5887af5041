import type { JsonObject } from '../values/declaration';
import type { StackName, StackPatches } from '../stacks/stacks';

/** A place that systems are deployed to, such as dev or prod. */
export interface Environment {
  /** The namespace of the cluster that all its systems go to. */
  readonly namespace: string;
  /** The systems that it has and, for each, what differs from the defaults. A system that is not named is not there. */
  readonly stacks: Partial<StackPatches>;
}

/** An environment under the name of its file. */
export interface NamedEnvironment extends Environment {
  readonly name: string;
}

/** Describes an environment; it is the default export of a file in `environments/`. */
export function environment(description: Environment): Environment {
  return description;
}

/** What an environment changes of a system's values; `undefined` where it does not have the system. */
export function patchOf({ stacks }: Environment, stack: StackName): JsonObject | undefined {
  return stacks[stack] as JsonObject | undefined;
}

/** What messages call an environment: its file. */
export function sourceName({ name }: Pick<NamedEnvironment, 'name'>): string {
  return `environments/${name}.ts`;
}
