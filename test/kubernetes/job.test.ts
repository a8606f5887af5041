import { text, truncate, checksum } from '../../lib/engine/template/operators';
import { integer } from '../../lib/engine/values/numbers';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { string } from '../../lib/engine/values/scalars';
import { annotations, labels } from '../../lib/engine/values/string-maps';
import { addJob } from '../../lib/kubernetes/job';
import { at, nameOf, objectsFor, only, podOf, TinyStack } from './tiny-stack';

const fields = {
  backoffLimit: integer(3, 'Attempts.', { minimum: 0, maximum: 9 }),
  ttlSecondsAfterFinished: integer(60, 'Time.', { minimum: 0, maximum: 9999 }),
  podLabels: labels({}, 'Labels.'),
  podAnnotations: annotations({}, 'Annotations.'),
  message: string('setup', 'What it does.'),
};

function job(values: JsonObject = {}) {
  const stack = new TinyStack(fields);
  const { message } = stack.values;
  addJob(stack, stack.main, stack.values, {
    name: text`${stack.main.name}-${truncate(checksum(message), 8)}`,
    serviceAccountName: 'account',
    containers: [{ name: 'main', args: [message] }],
  });
  return only('Job', objectsFor(stack, values));
}

it('each attempt is a pod of its own, so that the logs of all stay', () => {
  expect(podOf(job())).toHaveProperty('restartPolicy', 'Never');
});

it('it is tried as often as the user says, and goes after a time', () => {
  expect(job()['spec']).toMatchObject({ backoffLimit: 3, ttlSecondsAfterFinished: 60 });
  const given = { backoffLimit: 0, ttlSecondsAfterFinished: 0 };
  expect(job(given)['spec']).toMatchObject(given);
});

it('its name changes with its pod, which cannot be changed', () => {
  expect(nameOf(job())).toMatch(/^app-small-[0-9a-f]{8}$/);
  expect(nameOf(job({ message: 'other' }))).not.toBe(nameOf(job()));
  expect(nameOf(job({ backoffLimit: 1 }))).toBe(nameOf(job()));
});

it('it is in the namespace and has the labels of its component', () => {
  expect(job()['metadata']).toMatchObject({
    namespace: 'ai',
    labels: { 'app.kubernetes.io/instance': 'app' },
  });
});

it('it leaves the selector to Kubernetes, which tells the pods of Jobs apart', () => {
  expect(job()['spec']).not.toHaveProperty('selector');
});

it('its pod is what it is given, with labels and annotations of the user', () => {
  const given = job({ podLabels: { team: 'ai' }, podAnnotations: { note: 'x' } });
  expect(podOf(given)).toMatchObject({
    serviceAccountName: 'account',
    containers: [{ name: 'main', args: ['setup'] }],
  });
  expect(at(given, 'spec', 'template', 'metadata', 'labels', 'team')).toBe('ai');
  expect(at(given, 'spec', 'template', 'metadata', 'annotations')).toEqual({ note: 'x' });
});
