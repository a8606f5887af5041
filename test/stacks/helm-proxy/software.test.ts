import { warningsFor } from '../warnings';

it('an image of the documented version gives no warning', () => {
  expect(warningsFor('helm-proxy', { image: { tag: 'v1.0.0' } })).toEqual([]);
});

it('one of the later commit says what it needs', () => {
  expect(warningsFor('helm-proxy', { image: { tag: '1.1.0-694e707' } })).toEqual([
    expect.stringMatching(/^WARNING: image\.tag: commit 694e707 needs a Secret /),
  ]);
});

it('variables that nothing reads are warned of, those of its libraries are not', () => {
  // The source has tags with the first two names, which nothing evaluates.
  const extraEnv = { AUTH_ENABLED: 'true', HELM_TIMEOUT: '60', HELM_DEBUG: 'true', GIN_MODE: 'release' };
  expect(warningsFor('helm-proxy', { image: { tag: 'v1.0.0' }, config: { extraEnv } })).toEqual([
    expect.stringMatching(/^WARNING: config\.extraEnv\.AUTH_ENABLED: version v1\.0\.0 /),
    expect.stringMatching(/^WARNING: config\.extraEnv\.HELM_TIMEOUT: version v1\.0\.0 /),
  ]);
});
