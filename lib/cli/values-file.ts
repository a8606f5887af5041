import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { UserError } from '../explain';
import type { ValuesSource } from '../values/check';
import type { JsonObject } from '../values/declaration';
import { isMap } from '../values/merge';

/**
 * Reads a values file as Helm does, which is as YAML 1.1.
 *
 * @throws UserError naming the file, and for a malformed one the line
 */
export function readValuesFile(file: string): ValuesSource {
  return { name: file, values: parseValues(file, read(file)) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'EISDIR'
          ? 'is a folder'
          : `cannot be read (${String(code)})`;
    throw new UserError(`${file}: the values file ${reason}; give the path of a YAML file.`);
  }
}

function parseValues(file: string, text: string): JsonObject {
  const documents = parseAllDocuments(text, { version: '1.1', merge: true, stringKeys: true });
  const list = Array.isArray(documents) ? documents : [];
  if (list.length > 1)
    throw new UserError(`${file}: has ${String(list.length)} YAML documents; a values file must have one.`);
  const [document] = list;
  if (document === undefined) return {};
  const [error] = document.errors;
  if (error) throw new UserError(`${file}: is not YAML: ${error.message.split('\n')[0] ?? ''}`);
  const values: unknown = document.toJS();
  if (values === null || values === undefined) return {};
  if (!isMap(values)) throw new UserError(`${file}: must hold a map of values, such as "replicaCount: 2".`);
  return values;
}
