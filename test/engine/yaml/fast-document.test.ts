import * as fc from 'fast-check';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { objectsIn } from '../../../lib/app/environments/stacks';
import { NASTY_STRINGS } from '../../../lib/engine/values/scalars';
import { libraryYaml } from '../../../lib/engine/yaml/document';
import { fastYaml } from '../../../lib/engine/yaml/fast-document';

const words = fc.constantFrom('a', 'image', 'x/y', 'y', 'null', '1.10', '', '-', 'a: b', '- a', '# a', '---', 'a\nb', 'a\nb\n', 'a\n\nb\n', ' a\nb\n', 'a \nb\n', 'a\n', '"', '\\', 'é', '\t'); // prettier-ignore
const strings = fc.oneof(words, fc.constantFrom(...NASTY_STRINGS), fc.string({ unit: 'grapheme' }));
const numbers = fc.oneof(fc.integer(), fc.double());
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(strings, numbers, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(strings, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe('the fast way to write YAML', () => {
  it('writes what the library writes, or nothing', () => {
    let written = 0;
    fc.assert(
      fc.property(fc.array(anything), (value) => {
        const text = fastYaml(value);
        if (text === undefined) return;
        written += 1;
        expect(text).toBe(libraryYaml(value));
      }),
      { numRuns: 3000 },
    );
    expect(written).toBeGreaterThan(500);
  });

  it('writes what manifests are made of', () => {
    const objects = discoverEnvironments().flatMap(objectsIn);
    expect(objects.length).toBeGreaterThan(100);
    const texts = objects.map(fastYaml);
    expect(texts.filter((text) => text === undefined)).toEqual([]);
    expect(texts).toEqual(objects.map(libraryYaml));
  });

  it.each<[string, unknown]>([
    ['nothing that is no map or list', 'a'],
    ['nothing that is empty', {}],
    ['no number that JSON does not have', { a: -0 }],
    ['no key that is too long for a line', { ['a'.repeat(2000)]: 1 }],
    ['no instance of a class', { a: new Date(0) }],
    ['no map that says what it is', { a: { toJSON: () => 'b' } }],
    ['nothing that is absent', { a: undefined }],
    ['no character that JSON does not escape as YAML does', { a: '\u0000' }],
  ])('writes %s', (_, value) => {
    expect(fastYaml(value)).toBeUndefined();
    expect(libraryYaml(value)).toMatch(/\n$/);
  });
});
