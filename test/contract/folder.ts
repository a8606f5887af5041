import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder that every user can enter, as the pod's programs may run as another one than the tests. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'contract-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Makes a folder and those above it, and says who may do what there. */
export function makeFolder(folder: string, mode = 0o755): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  return folder;
}

/** Writes a file and the folders above it. */
export function writeFile(file: string, content: string, mode = 0o644): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}

/** Removes a folder, whatever a manifest has forbidden in it. */
export function removeFolder(folder: string): void {
  unlock(folder);
  rmSync(folder, { recursive: true, force: true });
}

function unlock(folder: string): void {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) {
    const inner = path.join(folder, name);
    if (lstatSync(inner).isDirectory()) unlock(inner);
  }
}

/**
 * Says who may do what in a folder and in those below it, but for what is mounted there: nobody may write to the root file system of
 * an image but root, and to no place at all where the manifest makes it read-only.
 */
export function setModes(folder: string, mode: number): void {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) {
    const inner = path.join(folder, name);
    if (lstatSync(inner).isDirectory()) setModes(inner, mode);
  }
  chmodSync(folder, mode);
}
