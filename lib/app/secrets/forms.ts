import type { KubernetesObject } from '../../engine/manifests/render';
import { at, metadataOf } from '../../engine/release/objects';
import { scalarString } from '../../engine/values/merge';
import { FILE, KEY_FORMS, PASSWORD, type SecretForm } from '../../kubernetes/secret-form';
import { stacks } from '../../stacks/stacks';
import type { RenderedStack } from '../environments/stacks';
import { readingsOf, type Reading } from '../objects/secret-readings';

/** The form of a key of a Secret. */
export type FormOf = (
  secret: { readonly namespace: string; readonly name: string },
  key: string,
) => SecretForm;

/** The forms of all keys that stacks read, from what each stack says of the variables of its software. */
export function formsOf(rendered: readonly RenderedStack[]): FormOf {
  const found = new Map<string, SecretForm>();
  const ours = new Set<string>();
  for (const stack of rendered)
    for (const object of stack.objects) {
      const { namespace } = metadataOf(object);
      for (const reading of readingsOf(object)) {
        const place = placeOf(namespace, reading.name, reading.key ?? '');
        if (isDatabase(object, reading)) ours.add(place);
        const form = formIn(stack, reading);
        if (form !== undefined && !found.has(place)) found.set(place, form);
      }
    }
  return ({ namespace, name }, key) => {
    const place = placeOf(namespace, name, key);
    return ours.has(place) ? PASSWORD : (found.get(place) ?? PASSWORD);
  };
}

/** What a stack says of the variable; of what is in no variable only what Kubernetes says of the key. */
function formIn({ name, values }: RenderedStack, { key = '', variable }: Reading): SecretForm | undefined {
  if (variable === undefined) return KEY_FORMS[key] ?? FILE;
  const form = stacks[name].software.secrets?.[variable];
  if (typeof form?.prefix !== 'object') return form;
  return { ...form, prefix: scalarString(at(values, ...form.prefix)) };
}

/** Whether it is a database of the environment, which takes the password that it is given: it is made, not issued. */
function isDatabase(object: KubernetesObject, { variable }: Reading): boolean {
  return object['kind'] === 'StatefulSet' && variable !== undefined;
}

function placeOf(namespace: string, name: string, key: string): string {
  return `${namespace}/${name}/${key}`;
}
