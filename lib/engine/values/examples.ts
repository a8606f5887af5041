import { isDeepStrictEqual } from 'node:util';
import type { Declaration, Json } from './declaration';

/** Values that show a person what to write, for editors and documentation: none for a secret, and never the default itself. */
export function examplesOf(declaration: Declaration<unknown>): readonly Json[] {
  if (holdsSecret(declaration)) return [];
  const { examples = listOfExamples(declaration), schema, default: def } = declaration;
  return examples.filter(
    // A declaration that narrows another one, as `{ ...httpUrl(…), schema }` does, inherits examples that may be wrong for it.
    (example) => schema?.().safeParse(example).success !== false && !isDeepStrictEqual(example, def),
  );
}

function listOfExamples({ shape }: Declaration<unknown>): readonly Json[] {
  if (shape.type !== 'list') return [];
  const [example] = examplesOf(shape.item);
  return example === undefined ? [] : [[example]];
}

function holdsSecret({ secret, shape }: Declaration<unknown>): boolean {
  return secret || (shape.type === 'list' && holdsSecret(shape.item));
}
