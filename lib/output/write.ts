import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Output } from './dist';

/**
 * Puts an output in the place of what is in a folder: all of it, or, when something fails, nothing.
 *
 * @param folder what is in there is replaced
 */
export function writeOutput(folder: string, output: Output): void {
  const staged = `${folder}.new-${String(process.pid)}`;
  try {
    for (const [file, content] of output) {
      const target = path.join(staged, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(staged, folder);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}
