import type { IConstruct } from 'constructs';
import { inPart } from '../values/author-error';
import { impossible } from '../template/nodes';
import type { Resource } from '../template/resource';
import { scopeOf } from '../template/scopes';
import { ancestors } from '../template/stack-template';
import { withName } from './condition';
import { goExpression, type Surroundings } from './go-expression';
import { TemplateWriter } from './template-writer';

/** The template of one resource. */
export function resourceFile(chart: string, resource: Resource): string {
  const writer = new TemplateWriter(chart);
  inPart({ ...resource.part, stack: chart }, () =>
    within(writer, ancestors(resource), writer.top(), false, (at, looped) => {
      // Each iteration of a loop is a document of its own.
      if (looped) writer.line(0, '---');
      writer.map(0, resource.body, at);
    }),
  );
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
  const [construct, ...inner] = scopes;
  if (construct === undefined) return body(at, looped);
  const scope = scopeOf(construct);
  switch (scope?.kind) {
    case undefined:
      return within(writer, inner, at, looped, body);
    case 'condition':
      return writer.onlyIf(0, scope.condition, at, (inside) => within(writer, inner, inside, looped, body));
    case 'name':
      writer.line(0, `{{- $${scope.variable.name} := ${goExpression(scope.value, at)} }}`);
      return within(writer, inner, withName(scope.variable, at), looped, body);
    case 'loop':
      return writer.loop(0, scope, at, (inside) => within(writer, inner, inside, true, body));
    default:
      return impossible(scope);
  }
}
