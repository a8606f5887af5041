import path from 'node:path';
import type { JsonObject } from '../../lib/engine/values/declaration';
import type { StackName } from '../../lib/stacks/stacks';
import { fileOfStack } from '../support/file-of-stack';
import type { Conflict } from './conflict';

/** What these tests have to know of one stack alone. */
export interface InputsOfStack {
  /** What it rejects although each value is right: for each of its sentences at least one example. @default - nothing */
  readonly conflicts: readonly Conflict[];
  /** What has to be there for some of its values to do anything. @default - nothing */
  readonly beside: JsonObject;
  /** The kinds of mistakes that cannot be made in its values, where somebody has looked. @default - nobody has */
  readonly lacks: readonly string[] | undefined;
}

/** What the file of a stack in the folder `stacks` says. */
export function inputsOf(stack: StackName): InputsOfStack {
  const {
    conflicts = [],
    beside = {},
    lacks,
  } = fileOfStack<InputsOfStack>(path.join(__dirname, 'stacks'), stack);
  return { conflicts, beside, lacks };
}
