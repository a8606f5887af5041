import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The folder, ignored by git, where what is built and downloaded is kept. */
export const CACHE = path.resolve(__dirname, '../.cache/tools');

/**
 * A folder of the cache, filled unless an earlier run did. Its name has a digest of what it is made from, so that a changed pin
 * is built anew and the old one is still there for the branch that has it.
 *
 * @param name what it is, such as `kwok`
 * @param sources the files that pin its version
 * @param fill makes the content in the given folder, which becomes the cache's only when that is done
 */
export function cached(name: string, sources: readonly string[], fill: (folder: string) => void): string {
  const digest = createHash('sha256');
  for (const source of sources) digest.update(readFileSync(source));
  const folder = path.join(CACHE, `${name}-${digest.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const unfinished = path.join(CACHE, `${name}.${randomUUID()}`);
  mkdirSync(unfinished, { recursive: true });
  try {
    fill(unfinished);
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      // Another process, such as another jest worker, may have been quicker; what it made is the same.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
