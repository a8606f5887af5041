import type { KubernetesObject } from '../../engine/manifests/render';
import type { SecretForm } from '../../kubernetes/secret-form';
import { neededSecrets } from '../objects/secrets';
import type { EnvironmentSecret } from '../secrets/environment-secrets';

/** Of a key that only the user's own values name, nothing is known but that it is there. */
const ANY: SecretForm = { is: 'what its reader wants', isFile: true };

/**
 * The Secrets that objects need, with the forms that the environment knows.
 *
 * @param known the Secrets of the whole environment, which are looked for where any is needed
 */
export function secretsNeededBy(
  objects: readonly KubernetesObject[],
  known: () => readonly EnvironmentSecret[],
): readonly EnvironmentSecret[] {
  const needed = neededSecrets(objects);
  const all = needed.length === 0 ? [] : known();
  return needed.map((secret) => {
    const same = all.find(({ namespace, name }) => namespace === secret.namespace && name === secret.name);
    const keys = secret.keys.map((key) => ({
      ...key,
      form: same?.keys.find(({ name }) => name === key.name)?.form ?? ANY,
    }));
    return { ...secret, keys, type: same?.type ?? 'Opaque' };
  });
}
