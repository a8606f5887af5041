import type { TemplateFile } from '../template/nodes';
import { scopeOf } from '../template/scopes';

/** The folder of a chart's templates. */
export const TEMPLATES = 'templates';

// cdk8s's word for a construct that is its parent's main part: it does not show in names.
const HIDDEN = 'Default';

/** The path of a resource's template in its chart, such as `templates/redis-statefulset.yaml`. */
export function resourcePath(resource: TemplateFile): string {
  const named = resource.node.scopes.filter((scope) => scopeOf(scope) === undefined);
  const name = named.map((scope) => scope.node.id).filter((id) => id !== '' && id !== HIDDEN);
  return `${TEMPLATES}/${resource.hook === 'test' ? 'tests/' : ''}${name.join('-')}.yaml`;
}
