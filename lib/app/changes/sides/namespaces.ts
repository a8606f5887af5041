import type { KubernetesObject } from '../../../engine/manifests/render';
import { metadataOf } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { isMap, scalarString } from '../../../engine/values/merge';
import type { Side } from './side';

/**
 * An environment as if it were in the namespaces of another one, to compare the two: `mcp-staging` becomes `mcp-prod`, in names and
 * wherever else it stands.
 *
 * @param names of the environments
 */
export function inNamespacesOf(side: Side, other: Side, names: readonly [string, string]): Side {
  const renamed = renamedNamespaces(namespacesOf(side.objects), namespacesOf(other.objects), names);
  if (renamed.size === 0) return side;
  const words = [...renamed].map(([from, to]) => `${from} as ${to}`).join(', ');
  return {
    ...side,
    objects: side.objects.map((object) => replaced(object, renamed) as KubernetesObject),
    notes: [...side.notes, `Namespaces of ${names[0]} are compared as those of ${names[1]}: ${words}.`],
  };
}

/** The namespaces of objects, the namespace of the environment first. */
function namespacesOf(objects: readonly KubernetesObject[]): readonly string[] {
  const named = objects.map((object) =>
    scalarString(object['kind']) === 'Namespace' ? metadataOf(object).name : metadataOf(object).namespace,
  );
  return [...new Set(named)].filter((name) => name !== '');
}

function renamedNamespaces(
  from: readonly string[],
  to: readonly string[],
  [one, other]: readonly [string, string],
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  from.forEach((name, index) => {
    const counterpart = index === 0 ? to[0] : name.split(one).join(other);
    if (counterpart !== undefined && counterpart !== name && to.includes(counterpart))
      renamed.set(name, counterpart);
  });
  return renamed;
}

function replaced(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string')
    return [...names].reduce((text, [from, to]) => text.replace(wholeWord(from), to), value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => replaced(item, names));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, names)]));
}

/** A name that is no part of another one: `mcp-prod` in `redis.mcp-prod.svc`, but not in `mcp-prod-2`. */
function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![a-z0-9-])${name}(?![a-z0-9-])`, 'g');
}
