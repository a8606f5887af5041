import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../explain';
import type { EnvironmentSecret, NeededKey } from './environment-secrets';

/** A variable of the shell in which a user gives what others have issued. */
export interface IssuedVariable {
  readonly name: string;
  /** Whether it has the path of a file, for what has lines. */
  readonly isFile: boolean;
}

/** The variable for a key that others issue: such as `HELM_PROXY_CREDENTIALS_HELM_USERNAME`, or with `_FILE` for a certificate. */
export function issuedVariable(
  secret: Pick<EnvironmentSecret, 'name'>,
  { name, form }: NeededKey,
): IssuedVariable {
  const isFile = form.isFile === true;
  const words = `${secret.name}_${name}${isFile ? '_FILE' : ''}`;
  return {
    name: words
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^(?=\d)/, '_'),
    isFile,
  };
}

/** The variables for the keys of a Secret that others issue. */
export function issuedVariables(secret: EnvironmentSecret): readonly IssuedVariable[] {
  return secret.keys
    .filter(({ form }) => form.issuer !== undefined)
    .map((key) => issuedVariable(secret, key));
}

/**
 * What a variable gives, if it is set.
 *
 * @throws UserError where the file that it names cannot be read
 */
export function issuedValue(
  { name, isFile }: IssuedVariable,
  variables: NodeJS.ProcessEnv,
): string | undefined {
  const given = variables[name];
  if (given === undefined || given === '') return undefined;
  if (!isFile) return given;
  try {
    return readFileSync(path.resolve(variables['INIT_CWD'] ?? '', given), 'utf8');
  } catch {
    throw new UserError(`The file ${given}, which ${name} names, cannot be read; name one that can.`);
  }
}
