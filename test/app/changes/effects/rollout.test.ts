import { claimsOf, rolloutOf } from '../../../../lib/app/changes/effects/rollout';
import { deployment, object, statefulSet } from '../objects';

const grace = { terminationGracePeriodSeconds: 10 };
const ready = { readinessProbe: { periodSeconds: 5 } };
const rolling = (rollingUpdate: Readonly<Record<string, string | number>>) => ({
  strategy: { rollingUpdate },
});

it.each([
  ['both at zero: Kubernetes takes one away', { maxSurge: 0, maxUnavailable: 0 }, 4, 1, 4 * 5 + 10],
  ['all at once', { maxSurge: '100%', maxUnavailable: 0 }, 4, 0, 5 + 10],
  ['no more away than there are', { maxSurge: 0, maxUnavailable: 9 }, 4, 4, 5 + 10],
  ['no pod', { maxSurge: 1, maxUnavailable: 0 }, 0, 0, 10],
])('of a Deployment: %s', (_, update, pods, unavailable, seconds) => {
  expect(rolloutOf(deployment('a', rolling(update), ready, grace), pods)).toMatchObject({ unavailable, seconds });
}); // prettier-ignore

it('of a Deployment that is recreated waits for all old pods', () => {
  expect(rolloutOf(deployment('a', { strategy: { type: 'Recreate' } }, ready, grace), 3)).toMatchObject({
    unavailable: 3,
    seconds: 15,
    from: 'terminationGracePeriodSeconds 10 s, then readinessProbe 1 × 5 s',
  });
});

it('of a StatefulSet takes each pod after the one before', () => {
  expect(rolloutOf(statefulSet('a', {}, ready, grace), 3)).toMatchObject({ unavailable: 1, seconds: 3 * 15 });
});

it('of a DaemonSet has no time, as nobody knows the nodes', () => {
  const daemons = { ...deployment('a', {}, ready, grace), kind: 'DaemonSet' };
  expect(rolloutOf(daemons, 1)).toEqual({
    how: 'one node at a time',
    unavailable: 1,
    from: 'for each node: terminationGracePeriodSeconds 10 s, then readinessProbe 1 × 5 s',
  });
});

it('knows the claims that pods use', () => {
  const volumes = [
    { name: 'a', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'b', emptyDir: {} },
  ];
  expect(claimsOf(deployment('a', {}, {}, { volumes }))).toEqual(['data']);
  expect(claimsOf(object('Service', 'a'))).toEqual([]);
});
