import { compare } from '../../../lib/app/changes/comparison';
import { deployment } from './objects';

const side = (name: string, image: string) => ({
  name,
  objects: [deployment('relay', {}, { image })],
  notes: [`Of ${name}.`],
});

it('has objects, effects and notes of both sides', () => {
  expect(compare('dev', side('one', 'a:1'), side('two', 'a:2'))).toMatchObject({
    environment: 'dev',
    before: 'one',
    after: 'two',
    objects: [{ change: 'changed' }],
    effects: [{ kind: 'replaces-pods', of: 'Deployment ai/relay' }],
    notes: ['Of one.', 'Of two.'],
  });
});

it('has no effects where nothing differs, and those objects that a cluster does not take', () => {
  const same = side('one', 'a:1');
  expect(compare('dev', same, same)).toMatchObject({ objects: [], effects: [] });
  const rejected = [{ of: 'Service ai/a', message: 'is invalid.' }];
  expect(compare('dev', same, { ...same, rejected }).effects).toEqual([
    { kind: 'rejected', of: 'Service ai/a', sentence: 'is invalid.', facts: {} },
  ]);
});
