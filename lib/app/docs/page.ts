import { differencesTable } from './comparison';
import type { NamedEnvironment } from '../environments/environment';
import { secretsTable } from '../objects/secrets';

/**
 * A page in Markdown for those who run the environments: the Secrets that have to be there, and each value that differs.
 *
 * @throws ValuesError or RefusedError when an environment's values are not right
 */
export function environmentsPage(environments: readonly NamedEnvironment[]): string {
  return `# The environments

Made by \`npm run --silent stacks -- environments --write\`.

## Secrets that have to be there

No environment has secrets in it; make these before it is applied. An optional key may be left out.

${secretsTable(environments)}
## What differs

${differencesTable(environments)}`;
}
