import { NAMESPACE_NAME, nameProblem, RELEASE_NAME } from '../../../lib/engine/release/names';

it.each(['a', '0', 'my-relay', 'x'.repeat(53)])('takes the release name %s', (name) => {
  expect(nameProblem(RELEASE_NAME, name)).toBeUndefined();
});

it.each(['', 'A', 'a.b', '-a', 'a-', 'a b', 'a\nb', 'x'.repeat(54), undefined])(
  'rejects the release name %j',
  (name) => {
    expect(nameProblem(RELEASE_NAME, name)).toBe(
      'The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.',
    );
  },
);

it.each(['a', '0', 'ai-gateway', 'x'.repeat(63)])('takes the namespace %s', (name) => {
  expect(nameProblem(NAMESPACE_NAME, name)).toBeUndefined();
});

it.each(['', 'N', 'a.b', '-a', 'a-', 'a\nb', 'x'.repeat(64), 5])('rejects the namespace %j', (name) => {
  expect(nameProblem(NAMESPACE_NAME, name)).toBe(
    'The namespace must be at most 63 lowercase letters, digits and "-".',
  );
});
