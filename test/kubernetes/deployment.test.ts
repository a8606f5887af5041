import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { integer } from '../../lib/engine/values/numbers';
import { boolean } from '../../lib/engine/values/scalars';
import {
  addDeployment,
  recreateIf,
  rollingUpdate,
  type DeploymentOptions,
} from '../../lib/kubernetes/deployment';
import * as k8s from '../../lib/kubernetes/k8s';
import { at, nameOf, objectsFor, only, templateOf, TinyStack } from './tiny-stack';

const fields = {
  replicaCount: integer(2, 'Number of pods.', { minimum: 0, maximum: 9 }),
  autoscaling: section('Autoscaler.', { enabled: boolean(false, 'On.') }),
  exclusive: boolean(false, 'Whether the volume takes one pod.'),
};
type Values = TinyStack<typeof fields>['values'];

function stackWith(
  options: (values: Values) => Pick<DeploymentOptions, 'strategy'> = () => ({}),
  autoscaled = true,
) {
  const stack = new TinyStack(fields);
  const { replicaCount, autoscaling } = stack.values;
  addDeployment(stack, stack.main, autoscaled ? { replicaCount, autoscaling } : { replicaCount }, {
    containers: [{ name: 'main' }],
    ...options(stack.values),
  });
  return stack;
}
const specOf = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  at(only('Deployment', objectsFor(stack, values)), 'spec');

describe('replicas', () => {
  it('are those of the values', () => {
    expect(specOf(stackWith(), { replicaCount: 3 })).toHaveProperty('replicas', 3);
  });

  it('may be none', () => {
    expect(specOf(stackWith(), { replicaCount: 0 })).toHaveProperty('replicas', 0);
  });

  it('are absent while an autoscaler is enabled, which would be undone by each upgrade', () => {
    expect(specOf(stackWith(), { autoscaling: { enabled: true } })).not.toHaveProperty('replicas');
  });

  it('are always there where no autoscaler can be', () => {
    const spec = specOf(stackWith(undefined, false), { autoscaling: { enabled: true } });
    expect(spec).toHaveProperty('replicas', 2);
  });

  it('read as one condition in the chart', () => {
    expect(templateOf(stackWith(), 'deployment.yaml')).toContain(
      [
        '  {{- if not .Values.autoscaling.enabled }}',
        '  replicas: {{ .Values.replicaCount }}',
        '  {{- end }}',
      ].join('\n'),
    );
  });
});

describe('the strategy', () => {
  it('is Kubernetes’ own where nothing is said', () => {
    expect(specOf(stackWith())).not.toHaveProperty('strategy');
  });

  it('of a rolling update has a new pod ready before an old one goes', () => {
    expect(specOf(stackWith(() => ({ strategy: rollingUpdate() })))).toHaveProperty('strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
  });

  it('of a rolling update may let pods go first', () => {
    const strategy = rollingUpdate(k8s.IntOrString.fromString('25%'));
    expect(specOf(stackWith(() => ({ strategy })))).toHaveProperty('strategy.rollingUpdate', {
      maxSurge: 1,
      maxUnavailable: '25%',
    });
  });

  const recreated = () => stackWith(({ exclusive }) => ({ strategy: recreateIf(exclusive) }));

  it('is Recreate, and no more than that, where a pod has something exclusive', () => {
    expect(specOf(recreated(), { exclusive: true })).toHaveProperty('strategy', { type: 'Recreate' });
  });

  it('is a rolling update otherwise', () => {
    expect(specOf(recreated())).toHaveProperty('strategy.type', 'RollingUpdate');
  });
});

it('a Deployment has the component’s name and selects the pods that it makes', () => {
  const stack = stackWith();
  const object = only('Deployment', objectsFor(stack));
  const selector = at(object, 'spec', 'selector', 'matchLabels');
  expect(nameOf(object)).toBe('app-small');
  expect(selector).toMatchObject({ 'app.kubernetes.io/instance': 'app' });
  expect(at(object, 'spec', 'template', 'metadata', 'labels')).toMatchObject(selector as JsonObject);
});
