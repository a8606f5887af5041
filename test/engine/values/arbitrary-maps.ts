import fc from 'fast-check';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';

// Few keys, so that two maps often have one in common; two of them are members of every JavaScript object.
const KEYS = ['a', 'b', 'c', 'd-e', 'constructor', '__proto__'];

const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('', 'text', '0755', 'null', 'é'),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
);

/** Maps of maps, lists and scalars, with `null` among them or without. */
export function arbitraryMaps(nulls: 'with nulls' | 'without nulls'): fc.Arbitrary<JsonObject> {
  const leaves = nulls === 'with nulls' ? fc.oneof(scalars, scalars, fc.constant<Json>(null)) : scalars;
  const { map } = fc.letrec<{ map: JsonObject; value: Json }>((tie) => ({
    map: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('value')), {
        maxLength: 4,
        selector: ([key]) => key,
      })
      // Makes an own property of `__proto__` too, which an assignment would not.
      .map((entries): JsonObject => Object.fromEntries(entries)),
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves,
      tie('map'),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
  }));
  return map;
}
