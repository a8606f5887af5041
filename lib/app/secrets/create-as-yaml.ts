import type { KubernetesObject } from '../../engine/manifests/render';
import { formatList } from '../../engine/values/wording';
import type { EnvironmentSecret, NeededKey } from './environment-secrets';
import { issuedValue, issuedVariable, issuedVariables } from './issued';
import { newValue } from './random';

/** Secrets with values, and what is said of those that cannot be made. */
export interface MadeSecrets {
  readonly objects: readonly KubernetesObject[];
  /** A sentence on each Secret that is left out. */
  readonly leftOut: readonly string[];
}

/**
 * The Secrets as manifests, with new values.
 *
 * @param variables where those values are that others issue
 * @throws UserError where a file with one of them cannot be read
 */
export function madeSecrets(
  secrets: readonly EnvironmentSecret[],
  variables: NodeJS.ProcessEnv,
): MadeSecrets {
  const leftOut = secrets.flatMap((secret) => leftOutSentence(secret, variables) ?? []);
  const objects = secrets
    .filter((secret) => leftOutSentence(secret, variables) === undefined)
    .map((secret) => manifestOf(secret, variables));
  return { objects, leftOut };
}

function leftOutSentence(secret: EnvironmentSecret, variables: NodeJS.ProcessEnv): string | undefined {
  const place = `Secret ${secret.namespace}/${secret.name} is left out`;
  if (secret.keys.length === 0)
    return `${place}: its readers take all of its keys, whatever they are; create it yourself.`;
  const missing = issuedVariables(secret)
    .map(({ name }) => name)
    .filter((name) => (variables[name] ?? '') === '');
  if (missing.length === 0) return undefined;
  const issuers = new Set(secret.keys.flatMap(({ form }) => form.issuer ?? []));
  return `${place}: ${formatList([...issuers])} issues its values; set ${missing.join(' and ')}, or create it yourself.`;
}

function manifestOf(secret: EnvironmentSecret, variables: NodeJS.ProcessEnv): KubernetesObject {
  const { name, namespace, type, keys } = secret;
  const valueOf = (key: NeededKey): string =>
    (key.form.issuer === undefined ? undefined : issuedValue(issuedVariable(secret, key), variables)) ??
    newValue(key.form);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type,
    stringData: Object.fromEntries(keys.map((key) => [key.name, valueOf(key)])),
  };
}
