import { lastEvent } from '../../../../lib/app/deploy/rollout/events';
import { object } from '../../changes/objects';
import { event } from './objects';

const pod = object('Pod', 'a', { metadata: { name: 'a', namespace: 'ai', uid: '1' } });
const any = () => true;

it('is the last one of the object, of a reason', () => {
  const events = [
    event(pod, 'Failed', 'second', { lastTimestamp: '2026-01-01T00:00:02Z' }),
    event(pod, 'Failed', 'first', { lastTimestamp: '2026-01-01T00:00:01Z' }),
    event(pod, 'Pulled', 'third', { lastTimestamp: '2026-01-01T00:00:03Z' }),
  ];
  expect(lastEvent(pod, events, (reason) => reason === 'Failed')).toBe('second');
  expect(lastEvent(pod, events, any)).toBe('third');
  expect(lastEvent(pod, [], any)).toBeUndefined();
});

it('knows the time of a series, and of one event', () => {
  const series = event(pod, 'x', 'series', {
    lastTimestamp: null,
    series: { lastObservedTime: '2026-01-01T00:00:03Z' },
  });
  const once = event(pod, 'x', 'once', { lastTimestamp: null, eventTime: '2026-01-01T00:00:04Z' });
  expect(lastEvent(pod, [once, series], any)).toBe('once');
});

it('is the same when it stands for similar ones', () => {
  const all = [event(pod, 'x', '(combined from similar events): Error creating: no')];
  expect(lastEvent(pod, all, any)).toBe('Error creating: no');
});

it('takes none of another object of the same name, unless nothing better is known', () => {
  const other = event({ ...pod, metadata: { name: 'a', uid: '2' } }, 'x', 'other');
  expect(lastEvent(pod, [other], any)).toBeUndefined();
  expect(lastEvent(object('Pod', 'a'), [other], any)).toBe('other');
  expect(lastEvent(object('Job', 'a'), [other], any)).toBeUndefined();
});
