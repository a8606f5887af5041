import { mapOf, section, entry, list } from '../../../lib/engine/values/collections';
import { formerly } from '../../../lib/engine/values/declaration';
import { formerKeys, withFormerKeys } from '../../../lib/engine/values/former-keys';
import { integer } from '../../../lib/engine/values/numbers';
import { string } from '../../../lib/engine/values/scalars';

const limits = { minimum: 0, maximum: 100 };
const seconds = formerly(integer(60, 'Seconds.', limits), 'longestSeconds', 'duration');
const values = section('Values.', {
  streaming: section('Streaming.', { maxSeconds: seconds }),
  services: mapOf({}, 'Services.', entry('A service.', { clients: formerly(list([], 'Clients.', string('', 'C.')), 'systems') }), {
    key: /^[a-z]+$/,
    expects: 'letters',
    samples: ['web'],
  }),
}); // prettier-ignore

it('former keys are known by their section, an entry of a map as any', () => {
  expect(formerKeys(values)).toEqual([
    { path: ['streaming'], former: 'longestSeconds', key: 'maxSeconds', default: 60 },
    { path: ['streaming'], former: 'duration', key: 'maxSeconds', default: 60 },
    { path: ['services', '*'], former: 'systems', key: 'clients', default: [] },
  ]);
});

it('they are looked for once', () => {
  expect(formerKeys(values)).toBe(formerKeys(values));
});

it.each([
  ['is taken where its own key is absent', { longestSeconds: 7 }, { maxSeconds: 7 }],
  ['is taken where its own key has the default', { maxSeconds: 60, longestSeconds: 7 }, { maxSeconds: 7 }],
  ['is dropped where its own key has another value', { maxSeconds: 8, longestSeconds: 7 }, { maxSeconds: 8 }],
  ['may be any of several', { duration: 9 }, { maxSeconds: 9 }],
  ['leaves all else as it is', { maxSeconds: 8, other: 1 }, { maxSeconds: 8, other: 1 }],
])('a value under a former key %s', (_, streaming, taken) => {
  expect(withFormerKeys(values, { streaming })).toEqual({ streaming: taken });
});

it('a former key is taken in each entry of a map, and nowhere else', () => {
  const given = { services: { web: { systems: ['a'] }, api: { clients: ['b'] } }, systems: ['c'] };
  expect(withFormerKeys(values, given)).toEqual({
    services: { web: { clients: ['a'] }, api: { clients: ['b'] } },
    systems: ['c'],
  });
});

it('values of another form than that of a section are left to the check', () => {
  expect(withFormerKeys(values, { streaming: 'x', services: null })).toEqual({
    streaming: 'x',
    services: null,
  });
});
