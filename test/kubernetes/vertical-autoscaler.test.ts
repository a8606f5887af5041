import { text } from '../../lib/engine/template/operators';
import { ForEachEntry } from '../../lib/engine/template/scopes';
import { entry, mapOf, section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean } from '../../lib/engine/values/scalars';
import { addVerticalAutoscaler, verticalAutoscalingValues } from '../../lib/kubernetes/vertical-autoscaler';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack, filesOf } from './tiny-stack';

const fields = {
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '100m', memory: '128Mi' },
    most: { cpu: '2', memory: '4Gi' },
  }),
  byResources: boolean(false, 'Whether an autoscaler follows CPU or memory.'),
};

function stackWith() {
  const stack = new TinyStack(fields);
  const { verticalAutoscaling, byResources } = stack.values;
  const options = { scaledByResources: byResources, container: 'main', suffix: '-vpa' };
  addVerticalAutoscaler(stack, stack.main, verticalAutoscaling, options);
  return stack;
}
const given = (values: JsonObject, byResources = false) => ({
  byResources,
  verticalAutoscaling: { enabled: true, ...values },
});
const autoscaler = (values: JsonObject = {}) =>
  only('VerticalPodAutoscaler', objectsFor(stackWith(), given(values)));
const rejected = (values: JsonObject, byResources = false) =>
  rejections(stackWith(), given(values, byResources));

it('there is none unless it is enabled', () => {
  expect(kindsOf(objectsFor(stackWith()))).toEqual([]);
});

it('it is about the Deployment of its component and reports only, unless told to act', () => {
  expect(nameOf(autoscaler())).toBe('app-small-vpa');
  expect(at(autoscaler(), 'spec')).toMatchObject({
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app-small' },
    updatePolicy: { updateMode: 'Off' },
  });
  expect(at(autoscaler({ updateMode: 'Recreate' }), 'spec', 'updatePolicy', 'updateMode')).toBe('Recreate');
});

it('recommendations stay within the limits of the values', () => {
  const policies = at(
    autoscaler({ maxAllowed: { cpu: '3' } }),
    'spec',
    'resourcePolicy',
    'containerPolicies',
  );
  expect(policies).toEqual([
    {
      containerName: 'main',
      minAllowed: { cpu: '100m', memory: '128Mi' },
      maxAllowed: { cpu: '3', memory: '4Gi' },
      controlledResources: ['cpu', 'memory'],
    },
  ]);
});

it.each(['Initial', 'Recreate', 'InPlaceOrRecreate', 'Auto'])(
  'the mode %s is rejected beside an autoscaler that follows CPU or memory',
  (updateMode) => {
    expect(rejected({ updateMode }, true)).toEqual([
      'verticalAutoscaling.updateMode must be Off while autoscaling targets CPU or memory: both would resize the same pods.',
    ]);
    expect(rejected({ updateMode }, false)).toEqual([]);
  },
);

it('a report is no harm beside an autoscaler', () => {
  expect(rejected({ updateMode: 'Off' }, true)).toEqual([]);
});

it('the mode does not matter where it is not enabled', () => {
  expect(rejected({ enabled: false, updateMode: 'Auto' }, true)).toEqual([]);
});

it('a minimum above the maximum is rejected, in whatever units', () => {
  expect(rejected({ minAllowed: { cpu: '2001m', memory: '4097Mi' } })).toEqual([
    'verticalAutoscaling.minAllowed.cpu is above maxAllowed.cpu; it must not be larger.',
    'verticalAutoscaling.minAllowed.memory is above maxAllowed.memory; it must not be larger.',
  ]);
  expect(rejected({ minAllowed: { cpu: '2000m', memory: '4096Mi' } })).toEqual([]);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['vpa.yaml']);
});

it('each in a loop is rejected by its own path, and there may be none that scales by resources', () => {
  const services = mapOf(
    {},
    'Services.',
    entry('A service.', { verticalAutoscaling: section('VPA.', fields.verticalAutoscaling.shape.fields) }),
    { key: /^[a-z]+$/, expects: 'letters', samples: ['web'] },
  );
  const stack = new TinyStack({ services, byResources: fields.byResources });
  const loop = new ForEachEntry(stack, 'services', stack.values.services, { key: 'key', entry: 'service' });
  addVerticalAutoscaler(loop, stack.main, loop.entry.verticalAutoscaling, {
    path: text`services.${loop.key}.verticalAutoscaling`,
    scaledByResources: stack.values.byResources,
    container: 'main',
  });
  const web = { verticalAutoscaling: { enabled: true, updateMode: 'Auto', minAllowed: { cpu: '3' } } };
  expect(rejections(stack, { byResources: true, services: { web, api: {} } })).toEqual([
    expect.stringMatching(/^services\.web\.verticalAutoscaling\.updateMode must be Off/),
    expect.stringMatching(/^services\.web\.verticalAutoscaling\.minAllowed\.cpu is above maxAllowed\.cpu/),
  ]);
});
