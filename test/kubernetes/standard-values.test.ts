import { boolean } from '../../lib/engine/values/scalars';
import { standardValues } from '../../lib/kubernetes/standard-values';

const values = standardValues('Small chart', { last: boolean(false, 'Last.') }, { on: boolean(true, 'On.') });

it('has the values of a chart under its heading, before those that every chart has', () => {
  expect(values.description).toBe('Small chart');
  expect(Object.keys(values.shape.fields)).toEqual([
    'on',
    ...['imagePullSecrets', 'nameOverride', 'fullnameOverride', 'commonLabels', 'commonAnnotations'],
    'serviceAccount',
    ...['nodeSelector', 'tolerations', 'affinity', 'topologySpread', 'priorityClassName'],
    'last',
    'extraObjects',
  ]);
});

it('has defaults of both: its own, and those that leave the decision to the chart or to Kubernetes', () => {
  expect(values.default).toMatchObject({
    on: true,
    imagePullSecrets: [],
    nameOverride: '',
    fullnameOverride: '',
    serviceAccount: { create: true, name: '' },
    nodeSelector: {},
    tolerations: [],
    affinity: {},
    priorityClassName: '',
  });
});

it('has the values of pods under a heading of their own', () => {
  const { heading } = values.shape.fields.last;
  expect(heading).toBe('Further settings of the pods, which few need');
});

it.each([
  ['a standard value', {}, { affinity: boolean(true, 'Own.') }, 'affinity'],
  ['one of the pods', { on: boolean(true, 'On.') }, { on: boolean(true, 'On.') }, 'on'],
])('rejects a value of its own that is also %s: one of them would be lost', (_, pods, fields, name) => {
  expect(() => standardValues('Small chart', pods, fields)).toThrow(
    `The values "Small chart" have ${name} twice: it is a standard value, or one of the pods; give the own one another name.`,
  );
});
