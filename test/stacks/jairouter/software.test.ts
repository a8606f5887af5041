import { warningsFor } from '../warnings';

it.each(['your-api-key-here', 'sk-short', 'SK-0123456789'])(
  'a key that is answered with 401 is warned of: %s',
  (apiKey) => {
    expect(warningsFor('jairouter', { auth: { apiKey } })).toEqual([
      expect.stringMatching(/^WARNING: auth\.apiKey: /),
    ]);
  },
);

it('a key that works is not', () => {
  expect(warningsFor('jairouter', { auth: { apiKey: 'sk-0123456' } })).toEqual([]);
});

it('the version whose source is public is known too', () => {
  expect(warningsFor('jairouter', { auth: { apiKey: 'sk-0123456' }, image: { tag: 'v2.8.4' } })).toEqual([]);
});
