import { globalSection, section } from '../../../lib/engine/values/collections';
import { jsonSchemaOf } from '../../../lib/engine/values/json-schema';
import { nearMisses } from '../../../lib/engine/values/near-miss';
import { string } from '../../../lib/engine/values/scalars';
import { ValuesError, valuesOf } from '../../../lib/engine/values/check';

const KNOWN = ['imagePullPolicy', 'imagePullSecrets', 'imageRegistry', 'domain', 'version'];

it.each([
  ['a letter too few', 'imagePullPolcy'],
  ['a letter too many', 'imageRegisstry'],
  ['another letter', 'imageRegistri'],
  ['two in the wrong order', 'versoin'],
  ['lowercase', 'imagepullsecrets'],
  ['the singular of a long one', 'imagePullSecret'],
])('%s is a near miss', (_, key) => {
  expect(nearMisses([key], KNOWN)).toEqual([key]);
});

it.each([
  'imagePullSecrets',
  'region',
  'session',
  'domains',
  'versions',
  'registry',
  'storageClass',
  'postgresql',
  'a',
])('%s is none', (key) => {
  expect(nearMisses([key], KNOWN)).toEqual([]);
});

const declaration = section('Values', {
  global: globalSection('Global.', { imageRegistry: string('', 'Registry.') }),
});

it('is rejected among the values that charts share, with what may be meant', () => {
  const values = { global: { imageRegitsry: 'a', theirs: { url: 'x' } } };
  expect(() => valuesOf(declaration, [{ name: 'values.yaml', values }])).toThrow(
    new ValuesError([
      'values.yaml: global.imageRegitsry is not a known value. Did you mean global.imageRegistry?',
    ]),
  );
});

it('is rejected by the JSON schema too, which lets the known and the others through', () => {
  const { properties } = jsonSchemaOf('tiny', declaration) as {
    properties: { global: { propertyNames: { anyOf: [{ enum: string[] }, { not: { pattern: string } }] } } };
  };
  const [{ enum: known }, { not }] = properties.global.propertyNames.anyOf;
  const accepts = (key: string) => known.includes(key) || !new RegExp(not.pattern).test(key);
  expect(['imageRegistry', 'theirs', 'registry'].map(accepts)).toEqual([true, true, true]);
  expect(['imageRegitsry', 'imageregistry'].map(accepts)).toEqual([false, false]);
});
