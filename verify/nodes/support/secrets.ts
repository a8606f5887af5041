import { createHash } from 'node:crypto';
import { z } from 'zod';
import { metadataOf } from '../../../lib/engine/release/objects';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';

/** What an object that has containers reads of a Secret. */
const SecretKey = z.object({ name: z.string(), key: z.string() });

/** Keys whose values have a form of their own; others are any text. */
const FORMS: Readonly<Record<string, (random: string) => string>> = {
  ADMIN_USERNAME: () => 'admin',
  ENCRYPTION_KEY: (random) => random.slice(0, 32),
  MIDDLEWARE_API_KEYS: (random) => `cr_${random}`,
};

/**
 * The Secrets that the pods of some objects read and that are not among the objects: those that people make before they apply them.
 *
 * @param generation another one gives other values, as after a rotation
 */
export function missingSecrets(
  objects: readonly KubernetesObject[],
  generation = 1,
): readonly KubernetesObject[] {
  const made = new Set(objects.filter(({ kind }) => kind === 'Secret').map((one) => nameOf(one).join('/')));
  const keys = new Map<string, Set<string>>();
  for (const object of objects) {
    const [namespace] = nameOf(object);
    for (const { name, key } of secretKeysIn(object)) {
      const secret = `${namespace}/${name}`;
      if (!made.has(secret)) keys.set(secret, (keys.get(secret) ?? new Set<string>()).add(key));
    }
  }
  return [...keys].map(([secret, needed]) => {
    const [namespace = '', name = ''] = secret.split('/');
    const data = [...needed].map((key) => [key, valueOf(key, `${secret}/${key}/${generation}`)]);
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      stringData: Object.fromEntries(data) as Record<string, string>,
    };
  });
}

/** All keys of Secrets that something in it reads. */
function secretKeysIn(value: unknown): readonly z.infer<typeof SecretKey>[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) => [
    ...(field === 'secretKeyRef' ? [SecretKey.parse(inner)] : []),
    ...secretKeysIn(inner),
  ]);
}

function valueOf(key: string, seed: string): string {
  const random = createHash('sha256').update(seed).digest('hex');
  return FORMS[key]?.(random) ?? random;
}

/** The namespace and the name of an object. */
function nameOf(object: KubernetesObject): readonly [string, string] {
  const { name, namespace } = metadataOf(object);
  return [namespace, name];
}
