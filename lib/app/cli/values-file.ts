import { statSync } from 'node:fs';
import { UserError } from '../explain';
import type { JsonObject } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';
import type { ValuesSource } from '../../engine/values/sources';
import { readYaml } from '../../engine/yaml/read';
import { YamlError } from '../../engine/yaml/yaml-error';
import { fromUser } from '../user-folder';
import { firstBytes, INPUT_NAME, STANDARD_INPUT } from './first-bytes';

/**
 * Reads a values file as Helm does.
 *
 * @param file its path, or `-` for the standard input
 * @throws UserError naming the file, and for a malformed one the line
 */
export function readValuesFile(file: string): ValuesSource {
  const name = { '': '--values ""', [STANDARD_INPUT]: INPUT_NAME }[file] ?? file;
  return { name, values: parseValues(name, read(name, file)) };
}

// What is larger fits into no release: Helm keeps the values in a Secret of at most 1 MiB.
const LARGEST = 5 * 1024 * 1024;

function read(name: string, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(valuesBytes(name, file));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name}: is not text in UTF-8; save it as UTF-8.`);
  }
}

/**
 * What a values file has in it.
 *
 * @throws UserError when it cannot be read, or is larger than any release
 */
export function valuesBytes(name: string, file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = firstBytes(file, LARGEST + 1);
  } catch (error) {
    throw unreadable(name, (error as NodeJS.ErrnoException).code);
  }
  if (bytes.length > LARGEST)
    throw new UserError(
      `${name}: is larger than 5 MiB, and a release may have 1 MiB; give the path of a values file.`,
    );
  return bytes;
}

/**
 * Asserts that a values file is there for Helm, which reads it in the folder that the user is in, or loads it from an address.
 *
 * @throws UserError when it is not
 */
export function requireValuesFile(file: string): void {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file)) return;
  let isFolder: boolean;
  try {
    isFolder = statSync(fromUser(file)).isDirectory();
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code);
  }
  if (isFolder) throw unreadable(file, 'EISDIR');
}

function unreadable(name: string, code = ''): UserError {
  return new UserError(
    `${name}: the values file ${UNREADABLE[code] ?? 'cannot be read'}; give the path of a YAML file.`,
  );
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
