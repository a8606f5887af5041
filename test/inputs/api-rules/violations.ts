import type { JsonObject } from '../../../lib/engine/values/declaration';
import { repeated, stringAt } from './json';
import { metadataProblems } from './metadata';
import { networkRules } from './networking';
import { otherRules } from './others';
import { workloadRules } from './workloads';

const RULES: Readonly<Record<string, (object: JsonObject, all: readonly JsonObject[]) => Iterable<string>>> =
  {
    ...workloadRules,
    ...networkRules,
    ...otherRules,
  };

/**
 * What the API server would reject in objects, by rules of its code that its schemas do not have: a sentence for each.
 * It is written apart from what makes the objects, and knows nothing of their values.
 *
 * @throws Error for a kind that there are no rules for, so that none goes unchecked
 */
export function violationsOf(objects: readonly JsonObject[]): string[] {
  const problems = objects.flatMap((object) => {
    const rules = RULES[stringAt(object, 'kind')];
    if (rules === undefined)
      throw new Error(`There are no rules for ${stringAt(object, 'kind')}; write them.`);
    return [...metadataProblems(object), ...rules(object, objects)].map(
      (problem) =>
        `${stringAt(object, 'kind')} ${stringAt(object, 'metadata', 'name').slice(0, 60)}: ${problem}`,
    );
  });
  const twice = repeated(objects.map(identityOf)).map((identity) => `${identity} is there twice`);
  return [...problems, ...twice];
}

/** The kinds that there are rules for. */
export const KNOWN_KINDS: readonly string[] = Object.keys(RULES);

function identityOf(object: JsonObject): string {
  return [
    stringAt(object, 'kind'),
    stringAt(object, 'metadata', 'namespace'),
    stringAt(object, 'metadata', 'name'),
  ].join('/');
}
