import { lastGood, requireHistory } from '../../../../lib/app/deploy/helm/history';

const history = (...states: readonly string[]) =>
  states.map((status, index) => ({ revision: index + 1, status, chart: 'relay-1', app_version: '' }));

it('goes back to the last revision before that ran', () => {
  expect(lastGood(history('superseded', 'superseded', 'deployed'))?.revision).toBe(2);
  expect(lastGood(history('superseded', 'deployed', 'failed', 'failed'))?.revision).toBe(2);
});

it('goes back to none where none ran', () => {
  expect(lastGood(history('failed', 'failed'))).toBeUndefined();
  expect(lastGood(history('deployed'))).toBeUndefined();
  expect(lastGood([])).toBeUndefined();
});

it('says of a release that is not there which there are', () => {
  const release = { name: 'relay', namespace: 'ai' };
  expect(requireHistory(release, history('superseded', 'failed')).revision).toBe(2);
  expect(() => requireHistory(release, [])).toThrow(
    'There is no release relay in the namespace ai; helm list -n ai lists those that there are.',
  );
});
