import type { JsonObject } from '../values/declaration';
import { InputError } from '../values/input-error';
import { scalarString } from '../values/merge';
import { Evaluator, type Release } from './evaluate';
import { inPart } from '../values/author-error';
import { isExpr } from '../template/nodes';
import type { Resource } from '../template/resource';
import { groupRules, type RuleGroup } from '../template/rule-groups';
import { ancestors, type StackTemplate } from '../template/stack-template';

/** A Kubernetes object as it goes to the API server. */
export type KubernetesObject = JsonObject;

/** An object that a template was rendered to. That it has a name is for the API server to check, which accepts none without. */
export type RenderedObject = KubernetesObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string; readonly namespace?: string };
};

/** A validation rule that is broken: for which values, and why. */
interface Problem {
  readonly path: string;
  readonly reason: string;
}

/** The values are each right and together they are not; the message has a sentence for each reason. */
export class ValidationError extends InputError {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, reason }) => `${path} ${reason}`).join('\n'));
  }
}

/** What to render beside the release itself. */
export interface RenderOptions {
  /**
   * Also the resources that are run on demand, such as the pod of `helm test`.
   *
   * @default false
   */
  readonly hooks?: boolean;
}

/**
 * The plain rendering: the objects that `helm template` of the stack's chart gives for the same release.
 *
 * @throws ValidationError when the values break a validation rule of the stack
 */
export function renderObjects(
  template: StackTemplate,
  release: Release,
  options: RenderOptions = {},
): RenderedObject[] {
  const evaluator = Evaluator.for(release);
  const problems = inPart({ part: 'validation', stack: template.chart.name }, () => [
    ...problemsOf(groupRules(template.validationRules), evaluator),
  ]);
  if (problems.length > 0) throw new ValidationError(problems);
  return template.resources
    .filter((resource) => resource.hook === undefined || options.hooks === true)
    .flatMap((resource) =>
      inPart({ ...resource.part, stack: template.chart.name }, () =>
        Array.from(evaluator.withinAll(ancestors(resource)), (iteration) => objectOf(resource, iteration)),
      ),
    );
}

/** The warnings of a release: what the notes of the stack's chart end in. */
export function renderWarnings(template: StackTemplate, release: Release): readonly string[] {
  const evaluator = Evaluator.for(release);
  return template.warnings.flatMap((added) =>
    inPart({ part: 'warnings', stack: template.chart.name, written: added.written }, () =>
      scalarString(evaluator.tree(added))
        .split('\n')
        .filter((line) => line !== ''),
    ),
  );
}

/** Which rules are broken, in the order in which a chart asks them. */
function* problemsOf(groups: readonly RuleGroup[], evaluator: Evaluator): Generator<Problem> {
  for (const group of groups) {
    if (group.kind === 'scope') {
      for (const iteration of evaluator.withinScope(group.scope)) yield* problemsOf(group.within, iteration);
      continue;
    }
    const { when, path, reason, unique, written } = group.rule;
    const problem = inPart({ part: 'validation', written }, () => {
      const at = unique === undefined ? evaluator : evaluator.meeting(unique);
      return at.holds(when)
        ? { path: isExpr(path) ? scalarString(at.value(path)) : path, reason }
        : undefined;
    });
    if (problem !== undefined) yield problem;
  }
}

function objectOf(resource: Resource, evaluator: Evaluator): RenderedObject {
  return evaluator.tree(resource.body) as RenderedObject;
}
