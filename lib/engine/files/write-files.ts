import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { uninterrupted } from './uninterrupted';
import { writeFailure } from './write-failure';

/**
 * Writes files, each in the place of the one that is there: no file of them is ever there by half, and where one cannot be written,
 * none is. What else is in their folders stays.
 *
 * @param files their contents, by their absolute paths
 * @throws InputError when one cannot be written
 */
export function writeFiles(files: ReadonlyMap<string, string | Uint8Array>): void {
  uninterrupted(() => {
    const created: string[] = [];
    const staged = new Map<string, string>();
    let current = '';
    try {
      for (const [file, content] of files) {
        current = file;
        if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
          throw Object.assign(new Error(`${file} is a folder.`), { code: 'EISDIR' });
        const folder = mkdirSync(path.dirname(file), { recursive: true });
        if (folder !== undefined) created.push(folder);
        staged.set(`${file}.new-${String(process.pid)}`, file);
        writeFileSync(`${file}.new-${String(process.pid)}`, content);
      }
      for (const [from, to] of staged) {
        current = to;
        renameSync(from, to);
      }
    } catch (error) {
      for (const file of [...staged.keys(), ...created]) rmSync(file, { recursive: true, force: true });
      throw writeFailure(current, error);
    }
  });
}
