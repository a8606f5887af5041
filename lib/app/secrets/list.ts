import { metadataOf } from '../../engine/release/objects';
import type { EnvironmentSecret, EnvironmentSecrets } from './environment-secrets';

/** What an environment needs, for people. */
export function listText({ environment, namespaces, secrets }: EnvironmentSecrets): string {
  if (secrets.length === 0) return `${environment} needs no Secrets.\n`;
  const names = namespaces.map((namespace) => metadataOf(namespace).name).join(', ');
  const count = secrets.length === 1 ? '1 Secret' : `${secrets.length} Secrets`;
  return `${environment} needs ${count} in ${names}:\n${secrets.map(secretText).join('')}`;
}

function secretText({ namespace, name, keys, readers, type }: EnvironmentSecret): string {
  const width = Math.max(...keys.map((key) => key.name.length));
  const lines = keys.map((key) => {
    const more = [
      ...(key.optional ? ['optional'] : []),
      ...(key.form.issuer === undefined ? [] : [`issued by ${key.form.issuer}`]),
    ];
    return `  ${key.name.padEnd(width)}  ${[key.form.is, ...more].join('; ')}\n`;
  });
  const of = type === 'Opaque' ? '' : ` (${type})`;
  const by = readers.map((reader) => reader.replace(`${namespace}/`, '')).join(', ');
  const all = keys.length === 0 ? '  all keys, whatever they are\n' : lines.join('');
  return `\n${namespace}/${name}${of}, read by ${by}\n${all}`;
}

/** What an environment needs, for programs. */
export function listJson({ environment, namespaces, secrets }: EnvironmentSecrets): string {
  const entries = secrets.map(({ namespace, name, type, keys, readers }) => ({
    namespace,
    name,
    type,
    keys: keys.map(({ name: key, optional, form }) => ({
      name: key,
      optional,
      form: form.is,
      issuer: form.issuer ?? null,
    })),
    readers,
  }));
  const names = namespaces.map((namespace) => metadataOf(namespace).name);
  return `${JSON.stringify({ environment, namespaces: names, secrets: entries }, null, 2)}\n`;
}
