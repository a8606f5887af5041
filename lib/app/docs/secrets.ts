import type { NamedEnvironment } from '../environments/environment';
import { objectsIn } from '../environments/stacks';
import { neededSecrets } from '../objects/secrets';
import { markdownTable } from './markdown';

/**
 * The Secrets that environments need, as a table in Markdown.
 *
 * @throws ValuesError or ValidationError when an environment's values are not right
 */
export function secretsTable(environments: readonly NamedEnvironment[]): string {
  return markdownTable(
    ['Environment', 'Namespace', 'Secret', 'Keys', 'Read by'],
    environments.flatMap((environment) =>
      neededSecrets(objectsIn(environment)).map(({ namespace, name, keys, readers }) => [
        environment.name,
        namespace,
        `\`${name}\``,
        keys.map((key) => `\`${key.name}\`${key.optional ? ' (optional)' : ''}`).join(', ') || 'any',
        readers.map((reader) => reader.replace(`${namespace}/`, '')).join(', '),
      ]),
    ),
  );
}
