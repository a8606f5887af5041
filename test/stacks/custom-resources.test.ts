/** What is not part of Kubernetes may be missing in a cluster: each such object is rejected there, with what to do about it. */
import { isDeepStrictEqual } from 'node:util';
import type { IConstruct } from 'constructs';
import { factsOf, identityOf } from '../../lib/engine/helm/condition';
import type { Condition } from '../../lib/engine/template/operators';
import type { Resource } from '../../lib/engine/template/resource';
import { scopeOf } from '../../lib/engine/template/scopes';
import type { StackTemplate, ValidationRule } from '../../lib/engine/template/stack-template';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { BUILT_IN_KINDS, fullKind } from '../support/kinds';

const names = Object.keys(stacks) as StackName[];

const kindOf = ({ manifest }: Resource) => fullKind(manifest);

/** The custom resources of a stack. What the user gives as a whole is known to nobody else. */
function customResources(stack: StackTemplate): readonly Resource[] {
  return stack.resources
    .filter(({ kind }) => kind !== 'Object')
    .filter((one) => !BUILT_IN_KINDS.has(kindOf(one)));
}

const all = names.flatMap((name) =>
  customResources(stacks[name].template()).map((resource) => ({ name, of: resource.title, resource })),
);

it('finds them', () => {
  expect(new Set(all.map(({ resource }) => resource.kind))).toEqual(
    new Set([
      'ExternalSecret', 'Flow', 'HTTPRoute', 'Output', 'PrometheusRule', 'Route', 'ScaledObject', 'ServiceMonitor',
      'VerticalPodAutoscaler',
    ]), // prettier-ignore
  );
});

it.each(all)('$name rejects $of in a cluster without the kind', ({ name, resource }) => {
  const facts = (conditions: readonly Condition[]) =>
    conditions.flatMap(factsOf).map((fact) => identityOf(fact, { chart: name, atRoot: false }));
  const around = (scopes: readonly IConstruct[]) =>
    scopes.flatMap((scope) => {
      const known = scopeOf(scope);
      return known?.kind === 'condition' ? [known.condition] : [];
    });
  const missing = [
    `include "${name}.connected" $`,
    `not ($.Capabilities.APIVersions.Has "${kindOf(resource)}")`,
  ];
  const there = facts(around(resource.node.scopes));
  const asked = ({ scopes, when }: ValidationRule) =>
    facts([...around(scopes), when]).filter((fact) => !there.includes(fact));
  const rules = stacks[name]
    .template()
    .validationRules.filter((rule) => isDeepStrictEqual(asked(rule), missing));
  expect(rules.map(({ reason }) => reason)).toContainEqual(
    expect.stringMatching(/^is true, but the cluster has no \S+ of \S+; .+, or set it to false[.]$/),
  );
});
