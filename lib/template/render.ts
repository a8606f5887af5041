import type { JsonObject } from '../values/declaration';
import { Evaluator, type Release } from './evaluate';
import type { Resource } from './resource';
import { isLoop, OnlyIf } from './scopes';
import { ancestors, type StackTemplate } from './stack-template';

/** A Kubernetes object as it goes to the API server. */
export type KubernetesObject = JsonObject;

/** The values are each right and together they are not; the message has a sentence for each reason. */
export class RefusedError extends Error {
  constructor(readonly problems: readonly { readonly path: string; readonly because: string }[]) {
    super(problems.map(({ path, because }) => `${path} ${because}`).join('\n'));
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
 * @throws RefusedError when the stack refuses the values
 */
export function renderObjects(
  template: StackTemplate,
  release: Release,
  options: RenderOptions = {},
): KubernetesObject[] {
  const evaluator = Evaluator.for(release);
  const problems = template.refusals.filter(({ when }) => evaluator.holds(when));
  if (problems.length > 0) throw new RefusedError(problems);
  return template.resources
    .filter((resource) => resource.hook === undefined || options.hooks === true)
    .flatMap((resource) => copies(resource, evaluator).map((round) => objectOf(resource, round)));
}

/** The evaluators of a resource: none where a condition around it does not hold, several where it stands in a loop. */
function copies(resource: Resource, evaluator: Evaluator): readonly Evaluator[] {
  return ancestors(resource).reduce<readonly Evaluator[]>(
    (rounds, scope) => {
      if (scope instanceof OnlyIf) return rounds.filter((round) => round.holds(scope.condition));
      if (isLoop(scope)) return rounds.flatMap((round) => [...round.rounds(scope)]);
      return rounds;
    },
    [evaluator],
  );
}

function objectOf(resource: Resource, evaluator: Evaluator): KubernetesObject {
  return evaluator.tree(resource.manifest) as KubernetesObject;
}
