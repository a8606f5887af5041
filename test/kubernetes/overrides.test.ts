import type { JsonObject } from '../../lib/engine/values/declaration';
import { commented } from '../../lib/engine/template/tree';
import { nullable, nullableFields } from '../../lib/engine/values/declaration';
import { list } from '../../lib/engine/values/collections';
import { string } from '../../lib/engine/values/scalars';
import { apiObject } from '../../lib/kubernetes/api-object';
import { addDeployment } from '../../lib/kubernetes/deployment';
import * as k8s from '../../lib/kubernetes/k8s';
import { beside, instead, insteadOfAll, withMore } from '../../lib/kubernetes/overrides';
import { at, objectsFor, only, podOf, templateOf, TinyStack } from './tiny-stack';

const fields = {
  args: list([], 'Arguments.', string('', 'An argument.')),
  more: list([], 'More.', apiObject('EnvFromSource', 'A source.', [{ prefix: 'A' }])),
  security: nullable(
    nullableFields(apiObject('SecurityContext', 'Security.', [{ runAsUser: 5 }], { runAsUser: 1 })),
  ),
  podSecurity: nullableFields(apiObject('PodSecurityContext', 'Security.', [{ runAsUser: 5 }])),
};

function stack(own?: readonly string[]) {
  const tiny = new TinyStack(fields);
  const { args, more, security, podSecurity } = tiny.values;
  addDeployment(
    tiny,
    tiny.main,
    { replicaCount: 1 },
    {
      securityContext: insteadOfAll(podSecurity, { runAsUser: 1, fsGroup: 2 }),
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
const pod = (values: JsonObject = {}, own?: readonly string[]) =>
  podOf(only('Deployment', objectsFor(stack(own), values)));
const container = (values: JsonObject = {}, own?: readonly string[]) =>
  at(pod(values, own), 'containers', 0) as JsonObject;

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

it('a field that is null is missing in what the chart has beside, and the others stay', () => {
  expect(container({ security: { runAsUser: null } })['securityContext']).toEqual({ privileged: false });
  expect(container({ security: { privileged: null } })['securityContext']).toEqual({ runAsUser: 1 });
  expect(container({ security: { privileged: null, runAsUser: null } })).not.toHaveProperty(
    'securityContext',
  );
});

it('a map of the user stands in place of all that the chart has, unless it only takes fields away', () => {
  const context = (podSecurity: JsonObject) => at(pod({ podSecurity }), 'securityContext');
  expect(context({})).toEqual({ runAsUser: 1, fsGroup: 2 });
  expect(context({ fsGroup: 5, runAsUser: null })).toEqual({ fsGroup: 5 });
  expect(context({ runAsUser: null })).toEqual({ fsGroup: 2 });
  expect(context({ runAsUser: null, fsGroup: null })).toBeUndefined();
});
