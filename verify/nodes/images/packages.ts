import { readdirSync } from 'node:fs';
import path from 'node:path';
import { debianRoot } from '../../../tools/debian';
import type { PackageSet } from '../../../tools/debian-packages';
import { librariesOf, realIn } from './elf';
import { file, type Entry, type Files } from './image';

/** Programs of a set of Debian's packages, each at its path, and the libraries that they are linked with. */
export function debianPrograms(set: PackageSet, ...programs: readonly string[]): Files {
  return { ...debianFiles(set, programs, 0o755), ...librariesOf(debianRoot(set), programs) };
}

/** Files of a set of Debian's packages, each at its path. */
export function debianFiles(set: PackageSet, names: readonly string[], mode = 0o644): Files {
  const root = debianRoot(set);
  return Object.fromEntries(names.map((name): [string, Entry] => [name, file(realIn(root, name), mode)]));
}

/** The paths of all files below a folder of a set of Debian's packages. */
export function debianFolder(set: PackageSet, folder: string): readonly string[] {
  const root = debianRoot(set);
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
