import { registryPlace } from '../../../lib/app/cli/form';

it.each(['oci://registry.example.com/charts', 'oci://127.0.0.1:5000/a/b-c'])('takes %s', (place) => {
  expect(registryPlace('--charts', place)).toBe(place);
});

it.each(['registry.example.com/charts', 'oci://', 'oci://a/', 'https://a/b', 'oci://a b'])(
  'rejects %j',
  (place) => {
    expect(() => registryPlace('--charts', place)).toThrow(
      'it must be oci://HOST/PATH, without a slash at its end.',
    );
  },
);
