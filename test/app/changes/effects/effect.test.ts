import { EFFECT_NAMES } from '../../../../lib/app/changes/effects/effect';

it('has a name of its own for each kind', () => {
  const names = Object.values(EFFECT_NAMES);
  expect(new Set(names).size).toBe(names.length);
  for (const kind of Object.keys(EFFECT_NAMES)) expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
