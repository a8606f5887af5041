import fc from 'fast-check';
import type { Fields } from '../engine/values/collections';
import type { Declaration, Json, JsonObject } from '../engine/values/declaration';
import { objectCheck } from '../engine/values/object-check';

/**
 * Generates values files for a declaration: right ones, with every flag both ways, lists of 0, 1 and 2 items, optional values
 * there and not, numbers at their limits, and texts that YAML or templates are known to misread.
 *
 * Most keys are left out of most files: what is wrong with a value shows best where little else differs.
 */
export function arbitraryValues(fields: Fields): fc.Arbitrary<JsonObject> {
  return record(fields, (field) => (field.presence === 'required' ? 100 : 30), false);
}

function record(
  fields: Fields,
  chance: (field: Declaration<unknown>) => number /* percent */,
  inEntry: boolean,
): fc.Arbitrary<JsonObject> {
  const parts = Object.entries(fields).map(([key, field]) => {
    const value = valueOf(field, inEntry);
    const share = chance(field);
    // The first of the alternatives is what a failure shrinks to.
    const maybe: fc.Arbitrary<Json | undefined> =
      share === 100
        ? value
        : fc.oneof(
            { withCrossShrink: true },
            { arbitrary: fc.constant(undefined), weight: 100 - share },
            { arbitrary: value, weight: share },
          );
    return maybe.map((given) => [key, given] as const);
  });
  return fc
    .tuple(...parts)
    .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as JsonObject);
}

function valueOf(declaration: Declaration<unknown>, inEntry: boolean): fc.Arbitrary<Json> {
  const { shape, presence } = declaration;
  const value = right(declaration);
  const nullable =
    (presence === 'optional' || presence === 'nullable') && !inEntry && shape.type !== 'section';
  return nullable ? fc.oneof(value, value, fc.constant(null)) : value;
}

function right(declaration: Declaration<unknown>): fc.Arbitrary<Json> {
  const { shape, samples } = declaration;
  switch (shape.type) {
    case 'section':
      return record(
        shape.fields,
        (field) => (field.presence === 'required' ? 100 : 50),
        declaration.presence === 'required',
      );
    case 'list':
      return fc.array(valueOf(shape.item, true), { minLength: shape.least ?? 0, maxLength: 2 });
    case 'map':
      return fc
        .uniqueArray(fc.constantFrom(...shape.keys.samples), { maxLength: 2 })
        .chain((keys) =>
          fc
            .tuple(...keys.map(() => valueOf(shape.entry, true)))
            .map((entries) => Object.fromEntries(keys.map((key, index) => [key, entries[index] as Json]))),
        );
    case 'object': {
      // A type may have fields that must be there.
      const pieces = [{}, ...(samples as readonly JsonObject[])];
      return fc.constantFrom(...pieces.filter((piece) => objectCheck(shape).safeParse(piece).success));
    }
    case 'integer':
      return fc.oneof(
        fc.constantFrom(...samples),
        fc.integer({ min: Number(samples[0]), max: Number(samples.at(-1)) }),
      );
    case 'string':
      return takesAnyText(declaration)
        ? fc.oneof(fc.constantFrom(...samples), fc.string({ unit: 'grapheme' }).filter(isRight(declaration)))
        : fc.constantFrom(...samples);
    case 'boolean':
      return fc.boolean();
  }
}

/** Whether any text will do, so that most texts that are made up are right. */
function takesAnyText(declaration: Declaration<unknown>): boolean {
  return ['', 'any text', '日本'].every(isRight(declaration));
}

function isRight({ schema }: Declaration<unknown>): (text: string) => boolean {
  return (text) => schema?.().safeParse(text).success === true;
}
