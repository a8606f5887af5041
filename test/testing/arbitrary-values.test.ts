import fc from 'fast-check';
import type { Json } from '../../lib/engine/values/declaration';
import { valuesOf } from '../../lib/engine/values/check';
import { arbitraryValues } from '../../lib/testing/arbitrary-values';
import { stacks } from '../../lib/stacks/stacks';
import { Web } from './stack';

it('makes up values that their declaration takes', () => {
  const { declaration } = stacks.jairouter.template();
  const values = fc.sample(arbitraryValues(declaration.shape.fields), { seed: 1, numRuns: 200 });
  for (const given of values)
    expect(() => valuesOf(declaration, [{ name: 'made up', values: given }])).not.toThrow();
  expect(new Set(values.map((given) => JSON.stringify(given))).size).toBeGreaterThan(150);
});

it('reaches limits, samples and texts that are not among them, and leaves values out', () => {
  const { fields } = new Web().declaration.shape;
  const values = fc.sample(arbitraryValues(fields), { seed: 1, numRuns: 500 });
  const found = (key: string) => new Set<Json | undefined>(values.map((given) => given[key]));
  expect([...found('replicas')]).toEqual(expect.arrayContaining([undefined, 0, 10]));
  expect([...found('tag')]).toEqual(expect.arrayContaining([undefined, '1.29', 'latest']));
  expect(found('unused').size).toBeGreaterThan(20);
});
