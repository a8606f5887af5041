import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';
import type { Software } from '../kubernetes/software';

/** An environment, as far as a stack has to know it to find the other stacks in it. */
export interface Surroundings {
  readonly name: string;
  readonly namespace: string;
  /** What it changes of each stack that it has, by the name of the stack. */
  readonly stacks: Readonly<Partial<Record<string, object>>>;
}

/** How the software of a stack asks clients who they are. */
export interface Login {
  /** In a few words, such as `API key`. @default - it does not ask */
  readonly by?: string;
  /** The variable without which it does not ask. @default - it always asks */
  readonly variable?: string;
}

/** A stack, to all that lists stacks: the app, the command line, the tests. */
export interface StackDefinition<T extends StackTemplate = StackTemplate> {
  /** The template. It is the same for all environments and both renderings, so it is built once. */
  readonly template: () => T;
  /** What its chart's README says before the table of values. */
  readonly readme: () => string;
  /** The versions of its software, and what each of them reads and serves. */
  readonly software: Software;
  /**
   * How its software asks clients who they are.
   *
   * @default - it has several programs, which do differently, or nobody has looked
   */
  readonly login?: Login;
  /**
   * What its values are in an environment, from those that are given there and from the environment's other stacks.
   *
   * @param source what messages call the environment
   * @default - those that are given
   */
  readonly connect?: (given: JsonObject, environment: Surroundings, source: string) => JsonObject;
  /**
   * A Compose file, for a stack whose document has one.
   *
   * @default - none
   */
  readonly compose?: { readonly file: string; readonly content: () => string };
}

/**
 * Defines a stack.
 *
 * @param folder its folder, which has the introduction of the chart's README in `README.md`
 * @param software the versions of its software
 * @param make builds its template
 */
export function defineStack<T extends StackTemplate>(
  folder: string,
  software: Software,
  make: () => T,
  more: Pick<StackDefinition, 'connect' | 'compose' | 'login'> = {},
): StackDefinition<T> {
  let made: T | undefined;
  return {
    template: () => (made ??= make()),
    readme: () => readFileSync(path.join(folder, 'README.md'), 'utf8'),
    software,
    ...more,
  };
}
