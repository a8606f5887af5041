import { formatList } from '../../../engine/values/wording';
import { neededSecrets, type NeededSecret } from '../../objects/secrets';
import type { Effect, Sides } from './effect';

/** Secrets, and keys of Secrets, that have to be there now and had not to be before: pods do not start without them. */
export function neededSecretsOf({ before, after }: Sides): readonly Effect[] {
  const known = new Map(neededSecrets(before).map((secret) => [placeOf(secret), secret]));
  return neededSecrets(after).flatMap((secret): readonly Effect[] => {
    const place = placeOf(secret);
    const old = known.get(place);
    const keys = requiredKeys(secret).filter((key) => old === undefined || !requiredKeys(old).includes(key));
    if (old !== undefined && keys.length === 0) return [];
    const what = old === undefined ? `Secret ${place} must exist` : `Secret ${place} must have more keys`;
    const which =
      keys.length === 0 ? '' : ` with ${keys.length === 1 ? 'the key' : 'the keys'} ${formatList(keys)}`;
    const words = old === undefined ? `${what}${which}` : `${what}: ${formatList(keys)}`;
    return secret.readers.map((reader) => ({
      kind: 'needs-secret',
      of: reader,
      sentence: `${words}; create it before you apply.`,
      facts: { namespace: secret.namespace, name: secret.name, keys, new: old === undefined },
    }));
  });
}

function placeOf({ namespace, name }: NeededSecret): string {
  return `${namespace}/${name}`;
}

function requiredKeys({ keys }: NeededSecret): readonly string[] {
  return keys.filter(({ optional }) => !optional).map(({ name }) => name);
}
