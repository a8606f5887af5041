import { closeSync, openSync, readSync } from 'node:fs';
import { UserError } from '../explain';
import type { JsonObject } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';
import type { ValuesSource } from '../../engine/values/sources';
import { readYaml } from '../../engine/yaml/read';
import { YamlError } from '../../engine/yaml/yaml-error';

/**
 * Reads a values file as Helm does.
 *
 * @throws UserError naming the file, and for a malformed one the line
 */
export function readValuesFile(file: string): ValuesSource {
  const text = read(file === '' ? '--values ""' : file, file);
  return { name: file, values: parseValues(file, text) };
}

// What is larger fits into no release: Helm keeps the values in a Secret of at most 1 MiB.
const LARGEST = 5 * 1024 * 1024;

function read(name: string, file: string): string {
  const fail = (problem: string): never => {
    throw new UserError(`${name}: ${problem}.`);
  };
  let bytes: Buffer;
  try {
    bytes = firstBytes(file, LARGEST + 1);
  } catch (error) {
    const reason = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''] ?? 'cannot be read';
    return fail(`the values file ${reason}; give the path of a YAML file`);
  }
  if (bytes.length > LARGEST)
    return fail('is larger than 5 MiB, and a release may have 1 MiB; give the path of a values file');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail('is not text in UTF-8; save it as UTF-8');
  }
}

/** A device and a pipe have no size to ask for first, and may have no end. */
function firstBytes(file: string, most: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read)
      read = readSync(descriptor, bytes, length, most - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by you',
};

function parseValues(file: string, text: string): JsonObject {
  try {
    const values = readYaml(text) ?? {};
    if (isMap(values)) return values;
  } catch (error) {
    if (error instanceof YamlError) throw new UserError(`${file}: ${error.message}`);
    throw error;
  }
  throw new UserError(`${file}: must hold a map of values, such as "replicaCount: 2".`);
}
