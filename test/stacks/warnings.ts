import { warningsOf } from '../../lib/engine/release/release';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { REQUIRED_VALUES } from '../support/required-values';

/** What a release of a stack with some values, and those that it needs, is warned of. */
export function warningsFor(name: StackName, values: JsonObject): readonly string[] {
  const stack = stacks[name].template();
  const given = overlay(REQUIRED_VALUES[name] ?? {}, values);
  return warningsOf({ stack, name, namespace: 'ai', values: [{ name: 'given', values: given }] });
}
