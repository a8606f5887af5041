import { readyTime } from '../../../../lib/app/changes/effects/ready-time';
import { deployment } from '../objects';

it('is that of the slowest container, and minReadySeconds', () => {
  const containers = [
    { name: 'quick', readinessProbe: { periodSeconds: 5 } },
    { name: 'slow', startupProbe: { initialDelaySeconds: 3 }, readinessProbe: { successThreshold: 2, periodSeconds: 4 } },
  ];
  expect(readyTime(deployment('a', { minReadySeconds: 7 }, {}, { containers }))).toEqual({
    seconds: 3 + 3 * 10 + 2 * 4 + 7,
    from: 'startupProbe 3 + 3 × 10 s + readinessProbe 2 × 4 s + minReadySeconds 7 s',
  });
}); // prettier-ignore

it('is none without a probe', () => {
  expect(readyTime(deployment('a'))).toEqual({ seconds: 0, from: 'no probe, ready at once' });
});
