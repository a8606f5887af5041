import { checkEnvironment } from '../../../lib/app/environments/check';
import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import { ValuesError } from '../../../lib/engine/values/check';

/** What is said of an environment whose file gave this, whatever the compiler would say of it. */
function said(given: object): string {
  const environment = { name: 'a', namespace: 'n', stacks: {}, ...given } as NamedEnvironment;
  try {
    checkEnvironment(environment);
  } catch (error) {
    if (error instanceof ValuesError) return error.message;
    throw error;
  }
  return '';
}

it.each(['n', 'ai-gateway-1', '0', 'x'.repeat(63)])('takes the namespace %s', (namespace) => {
  expect(said({ namespace })).toBe('');
});

it.each(['', 'N', '-n', 'n-', 'a.b', 'x'.repeat(64), 'a\nb'])('rejects the namespace %j', (namespace) => {
  expect(said({ namespace })).toMatch(
    /^environments\/a\.ts: namespace \S+: The namespace must be at most 63 lowercase letters, digits and "-"\.$/,
  );
});

it('names the stack that is meant, or all that there are', () => {
  expect(said({ stacks: { 'claude-rely': {} } })).toBe(
    'environments/a.ts: claude-rely is not a known stack. Did you mean claude-relay?',
  );
  expect(said({ stacks: { something: {} } })).toContain(
    'something is not a known stack. There are: claude-relay, ',
  );
});

it('rejects a secret, and does not print it', () => {
  const message = said({ stacks: { 'claude-relay': { config: { jwtSecret: 's3cret' } } } });
  expect(message).toContain('environments/a.ts: claude-relay: config.jwtSecret is a secret');
  expect(message).not.toContain('s3cret');
});

it('says all that is wrong at once', () => {
  expect(said({ namespace: 'N', stacks: { a: {}, b: {} } }).split('\n')).toHaveLength(3);
});
