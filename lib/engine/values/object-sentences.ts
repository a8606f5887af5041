import type * as z from 'zod';
import type { Json, ObjectType } from './declaration';
import { expectedBy, schemaAt } from './kubernetes-object';
import { formatPath } from './sources';
import { suggestKey, type Path } from './suggestion';
import { formatList, shortlyQuoted } from './wording';

/**
 * What is wrong in a piece of a Kubernetes object, in a sentence for each field that is: its path, what it is and what would be right.
 *
 * @param at where the piece stands among the values
 * @param valueAt gives what stands at a path; `undefined` for nothing
 */
export function objectSentences(
  issue: z.core.$ZodIssue,
  type: ObjectType,
  at: Path,
  valueAt: (path: readonly PropertyKey[]) => Json | undefined,
): { readonly path: readonly PropertyKey[]; readonly sentence: string }[] {
  const schema = schemaAt(type, issue.path.slice(at.length));
  if (schema === undefined) return [];
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schema['properties'] ?? {});
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return {
        path,
        sentence: `${formatPath(path)} is no field of the Kubernetes API there. ${hint(key, known)}`,
      };
    });
  }
  const value = valueAt(issue.path);
  const is = value === undefined ? 'is missing' : `is ${shortlyQuoted(value)}`;
  return [
    { path: issue.path, sentence: `${formatPath(issue.path)} ${is}; it must be ${expectedBy(schema)}.` },
  ];
}

function hint(key: string, known: readonly string[]): string {
  const meant = suggestKey(key, known);
  return meant === undefined ? `There are: ${formatList(known)}.` : `Did you mean ${meant}?`;
}
