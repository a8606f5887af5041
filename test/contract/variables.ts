import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { scalarString } from '../../lib/engine/values/merge';
import { configMap, secret, textAt, type Secrets } from './container';
import type { Objects } from './releases';

/** Variables of a container, in their order. */
export type Variables = Readonly<Record<string, string>>;

/** The pod that a container is in, as its variables may name it. */
export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
}

/** The variables that a manifest gives to a container, as the kubelet makes them. */
export function variablesOf(
  objects: Objects,
  secrets: Secrets,
  container: Json,
  pod: PodIdentity,
): Variables {
  const result: Record<string, string> = {};
  for (const source of items(at(container, 'envFrom')))
    Object.assign(result, configMap(objects, textAt(at(source, 'configMapRef'), 'name')));
  for (const variable of items(at(container, 'env'))) {
    const value = valueOf(objects, secrets, variable, pod, result);
    if (value !== undefined) result[textAt(variable, 'name')] = value;
  }
  return result;
}

function valueOf(
  objects: Objects,
  secrets: Secrets,
  variable: Json,
  pod: PodIdentity,
  before: Variables,
): string | undefined {
  const source = at(variable, 'valueFrom');
  if (source === undefined) return expanded(textAt(variable, 'value'), before);
  const reference = at(source, 'secretKeyRef');
  if (reference !== undefined) {
    const [name, key] = [textAt(reference, 'name'), textAt(reference, 'key')];
    const found = secret(objects, secrets, name)[key];
    if (found === undefined && at(reference, 'optional') !== true)
      throw new Error(`Secret ${name} has no key ${key}: the container would not start.`);
    return found;
  }
  const ofConfigMap = at(source, 'configMapKeyRef');
  if (ofConfigMap !== undefined)
    return configMap(objects, textAt(ofConfigMap, 'name'))[textAt(ofConfigMap, 'key')];
  const field = textAt(at(source, 'fieldRef'), 'fieldPath');
  if (field === 'metadata.name') return pod.name;
  if (field === 'metadata.namespace') return pod.namespace;
  throw new Error(
    `${scalarString(at(variable, 'name'))} comes from where these tests do not look: ${field}.`,
  );
}

/** References such as `$(NAME)`, as the kubelet expands them: an unknown one stays, and `$$(NAME)` stands for itself. */
export function expanded(text: string, variables: Variables): string {
  return text.replace(
    /\$(\$)?\(([A-Za-z_][A-Za-z0-9_]*)\)/g,
    (whole, escape: string | undefined, name: string) =>
      escape === undefined ? (variables[name] ?? whole) : whole.slice(1),
  );
}
