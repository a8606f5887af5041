import { SMALL } from '../../lib/kubernetes/resources';
import { podSecurityOf } from '../../lib/app/objects/pod-security';
import { merged } from '../../lib/engine/template/tree';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { imagePullSecretsValue } from '../../lib/kubernetes/image';
import {
  addHelmTest,
  TEST_COMPONENT,
  testValues,
  type HelmTestOptions,
} from '../../lib/kubernetes/helm-test';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import { addService } from '../../lib/kubernetes/service';
import { at, kindsOf, nameOf, objectsFor, objectsWithHooks, only, TinyStack, filesOf } from './tiny-stack';

function stackWith(options: Partial<HelmTestOptions> = {}) {
  const stack = new TinyStack({
    imagePullSecrets: imagePullSecretsValue,
    ...schedulingValues,
    tests: testValues(1234, SMALL),
  });
  addService(stack, stack.main, { port: 80 });
  addHelmTest(stack, stack.main, stack.values, {
    labels: merged(stack.testLabels, { 'app.kubernetes.io/component': TEST_COMPONENT }),
    container: { name: 'ask', image: 'busybox:1', command: ['wget'] },
    ...options,
  });
  return stack;
}
const pod = (stack = stackWith(), values: JsonObject = {}) => only('Pod', objectsWithHooks(stack, values));

it('the pod of helm test is not among the plain objects', () => {
  expect(kindsOf(objectsFor(stackWith()))).toEqual(['Service']);
  expect(kindsOf(objectsWithHooks(stackWith()))).toEqual(['Service', 'Pod']);
});

it('Helm runs it on demand, makes it anew each time and deletes it when it has succeeded', () => {
  expect(at(pod(), 'metadata', 'annotations')).toEqual({
    'helm.sh/hook': 'test',
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
  });
});

it('its labels are those given and none of the component’s', () => {
  expect(at(pod(), 'metadata', 'labels')).toEqual({
    'app.kubernetes.io/component': 'test',
    'app.kubernetes.io/instance': 'app',
    'app.kubernetes.io/name': 'small-test',
  });
});

it('the Service of the component does not take it for one of its pods', () => {
  const selector = at(only('Service', objectsFor(stackWith())), 'spec', 'selector');
  expect(at(pod(), 'metadata', 'labels')).not.toMatchObject(selector as JsonObject);
});

it('it is tried once', () => {
  expect(at(pod(), 'spec', 'restartPolicy')).toBe('Never');
});

it('it runs as the user given and meets the standard restricted', () => {
  expect(at(pod(), 'spec', 'securityContext', 'runAsUser')).toBe(1234);
  expect(at(pod(), 'spec', 'containers', 0, 'securityContext', 'readOnlyRootFilesystem')).toBe(true);
  expect(podSecurityOf([pod()])).toBe('restricted');
});

it('it is named after its component', () => {
  expect(nameOf(pod())).toBe('app-small-test-connection');
  expect(nameOf(pod(stackWith({ suffix: '-check' })))).toBe('app-small-check');
});

it('it repeats the check that it is given', () => {
  expect(at(pod(), 'spec', 'containers')).toEqual([
    expect.objectContaining({
      name: 'ask',
      image: 'busybox:1',
      command: ['sh', '-c', expect.stringContaining('until found=$("$0" "$@" 2>&1)'), 'wget'],
    }),
  ]);
});

it('it ends when it is told to, while it repeats the check', () => {
  expect(at(pod(), 'spec', 'containers', 0, 'command', 2)).toMatch(/^trap 'exit 143' TERM\n/);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['service.yaml', 'tests/connection.yaml']);
});
