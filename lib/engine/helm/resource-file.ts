import type { IConstruct } from 'constructs';
import type { Resource } from '../template/resource';
import { isLoop, Named, OnlyIf } from '../template/scopes';
import { ancestors } from '../template/stack-template';
import { goExpression, type Surroundings } from './go-expression';
import { TemplateWriter } from './template-writer';

// cdk8s's word for a construct that is its parent's main part: it does not show in names.
const HIDDEN = 'Default';

/** The path of a resource's template in its chart, such as `templates/redis-statefulset.yaml`. */
export function resourcePath(resource: Resource): string {
  const named = resource.node.scopes.filter(
    (scope) => !(scope instanceof OnlyIf) && !(scope instanceof Named) && !isLoop(scope),
  );
  const name = named.map((scope) => scope.node.id).filter((id) => id !== '' && id !== HIDDEN);
  return `templates/${resource.hook === 'test' ? 'tests/' : ''}${name.join('-')}.yaml`;
}

/** The template of one resource. */
export function resourceFile(chart: string, resource: Resource): string {
  const writer = new TemplateWriter(chart);
  within(writer, ancestors(resource), writer.top(), false, (at, looped) => {
    // Each round of a loop is a document of its own.
    if (looped) writer.line(0, '---');
    writer.map(0, resource.manifest, at);
  });
  return writer.toString();
}

/** Writes what stands within scopes: in an `if` for each condition, in a `range` for each loop. */
export function within(
  writer: TemplateWriter,
  scopes: readonly IConstruct[],
  at: Surroundings,
  looped: boolean,
  body: (at: Surroundings, looped: boolean) => void,
): void {
  const [scope, ...inner] = scopes;
  if (scope === undefined) body(at, looped);
  else if (scope instanceof OnlyIf) {
    writer.onlyIf(0, goExpression(scope.condition, at), () => within(writer, inner, at, looped, body));
  } else if (scope instanceof Named) {
    writer.line(0, `{{- $${scope.variable.name} := ${goExpression(scope.value, at)} }}`);
    within(writer, inner, at, looped, body);
  } else if (isLoop(scope)) {
    writer.loop(0, scope, at, (inside) => within(writer, inner, inside, true, body));
  } else within(writer, inner, at, looped, body);
}
