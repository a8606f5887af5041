import * as z from 'zod';
import { UserError } from '../explain';
import { KubectlError, type Kubectl } from '../cluster/kubectl';
import type { EnvironmentSecret } from './environment-secrets';
import { formProblem } from './form-problem';

/** Something that a Secret in a cluster lacks, or has in another form. */
export interface SecretProblem {
  readonly kind: 'missing-secret' | 'missing-key' | 'other-type' | 'other-form';
  readonly namespace: string;
  readonly name: string;
  readonly key?: string;
  /** What is wrong, and what would be right; no value is in it. */
  readonly sentence: string;
}

const LiveSecret = z.looseObject({
  type: z.string().optional(),
  data: z.record(z.string(), z.string()).default({}),
});
type LiveSecret = z.infer<typeof LiveSecret>;

/**
 * What the Secrets of a cluster lack of those that an environment needs.
 *
 * @throws UserError when the cluster does not answer, or not to this user
 */
export function checkSecrets(
  kubectl: Kubectl,
  secrets: readonly EnvironmentSecret[],
): readonly SecretProblem[] {
  return secrets.flatMap((secret) => problemsOf(secret, liveSecret(kubectl, secret)));
}

function liveSecret(kubectl: Kubectl, { namespace, name }: EnvironmentSecret): LiveSecret | undefined {
  const args = ['get', 'secret', name, '--namespace', namespace, '--ignore-not-found', '--output', 'json'];
  try {
    const output = kubectl(args);
    return output.trim() === '' ? undefined : LiveSecret.parse(JSON.parse(output));
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new UserError(`The cluster was asked for Secret ${namespace}/${name}, and said: ${error.message}.`);
  }
}

function problemsOf(secret: EnvironmentSecret, live: LiveSecret | undefined): readonly SecretProblem[] {
  const { namespace, name } = secret;
  const place = `Secret ${namespace}/${name}`;
  if (live === undefined)
    return [{ kind: 'missing-secret', namespace, name, sentence: `${place} does not exist.` }];
  const type = live.type ?? 'Opaque';
  const types: readonly SecretProblem[] =
    secret.type === 'Opaque' || secret.type === type
      ? []
      : [
          {
            ...{ kind: 'other-type', namespace, name },
            sentence: `${place} has the type ${type} and must have ${secret.type}; a type never changes, so create it anew.`,
          },
        ];
  const keys = secret.keys.flatMap((key): readonly SecretProblem[] => {
    const found = live.data[key.name];
    const at = { namespace, name, key: key.name };
    if (found === undefined)
      return key.optional
        ? []
        : [{ ...at, kind: 'missing-key', sentence: `${place} has no key ${key.name}: ${key.form.is}.` }];
    const problem = formProblem(key.form, Buffer.from(found, 'base64').toString('utf8'));
    if (problem === undefined) return [];
    return [{ ...at, kind: 'other-form', sentence: `${place}: ${key.name} ${problem}.` }];
  });
  return [...types, ...keys];
}
