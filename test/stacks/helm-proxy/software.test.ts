import { warningsFor } from '../warnings';

it('an image of the documented version gives no warning', () => {
  expect(warningsFor('helm-proxy', { image: { tag: 'v1.0.0' } })).toEqual([]);
});

it('one of the later commit says what it needs', () => {
  expect(warningsFor('helm-proxy', { image: { tag: '1.1.0-694e707' } })).toEqual([
    expect.stringMatching(/^WARNING: image\.tag: commit 694e707 needs a Secret /),
  ]);
});

it('variables that nothing reads are warned of, those of Helm are not', () => {
  const extraEnv = { HELM_DEBUG: 'true', AUTH_ENABLED: 'true' };
  expect(warningsFor('helm-proxy', { image: { tag: 'v1.0.0' }, config: { extraEnv } })).toEqual([
    expect.stringMatching(/^WARNING: config\.extraEnv\.AUTH_ENABLED: version v1\.0\.0 /),
  ]);
});
