import type { JsonObject } from '../../lib/engine/values/declaration';
import { commented } from '../../lib/engine/template/tree';
import { nullable } from '../../lib/engine/values/declaration';
import { list } from '../../lib/engine/values/collections';
import { string } from '../../lib/engine/values/scalars';
import { apiObject } from '../../lib/kubernetes/api-object';
import { addDeployment } from '../../lib/kubernetes/deployment';
import * as k8s from '../../lib/kubernetes/k8s';
import { beside, instead, withMore } from '../../lib/kubernetes/overrides';
import { at, objectsFor, only, podOf, templateOf, TinyStack } from './tiny-stack';

const fields = {
  args: list([], 'Arguments.', string('', 'An argument.')),
  more: list([], 'More.', apiObject('EnvFromSource', 'A source.', [{ prefix: 'A' }])),
  security: nullable(apiObject('SecurityContext', 'Security.', [{ runAsUser: 5 }], { runAsUser: 1 })),
};

function stack(own?: readonly string[]) {
  const tiny = new TinyStack(fields);
  const { args, more, security } = tiny.values;
  addDeployment(
    tiny,
    tiny.main,
    { replicaCount: 1 },
    {
      containers: [
        {
          name: 'main',
          args: instead(args, own && commented('Why.', [...own])),
          envFrom: withMore<k8s.EnvFromSource>(own && [{ secretRef: { name: 'own' } }], more),
          securityContext: beside(security, { privileged: false }),
        },
      ],
    },
  );
  return tiny;
}
const container = (values: JsonObject = {}, own?: readonly string[]) =>
  at(podOf(only('Deployment', objectsFor(stack(own), values))), 'containers', 0) as JsonObject;

it('what the user gives stands in place of what the chart has, under its comment', () => {
  expect(container({}, ['own'])['args']).toEqual(['own']);
  expect(container({ args: ['mine'] }, ['own'])['args']).toEqual(['mine']);
  expect(container({ args: ['mine'] })['args']).toEqual(['mine']);
  expect(container()).not.toHaveProperty('args');
  expect(templateOf(stack(['own']), 'deployment.yaml')).toContain('# Why.');
});

it('what the user adds to a list stands after what the chart has', () => {
  expect(container({ more: [{ secretRef: { name: 'b' } }] }, ['own'])['envFrom']).toEqual([
    { secretRef: { name: 'own' } },
    { secretRef: { name: 'b' } },
  ]);
  expect(container({ more: [{ secretRef: { name: 'b' } }] })['envFrom']).toEqual([
    { secretRef: { name: 'b' } },
  ]);
  expect(container()).not.toHaveProperty('envFrom');
});

it('a map of the user has what it lacks from the chart, and nothing where it is taken away', () => {
  expect(container()['securityContext']).toEqual({ privileged: false, runAsUser: 1 });
  expect(container({ security: { privileged: true } })['securityContext']).toEqual({
    privileged: true,
    runAsUser: 1,
  });
  expect(container({ security: null })).not.toHaveProperty('securityContext');
});
