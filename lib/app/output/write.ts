import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Output } from './dist';

/**
 * Puts an output in the place of what is in a folder: all of it, or, when something fails, nothing.
 *
 * A process that is killed leaves the old output or the new one, whole. Between two renames it leaves neither in its place; the
 * old one is whole beside it then, and the next call puts it back first.
 *
 * @param folder what is in there is replaced
 */
export function writeOutput(folder: string, output: Output): void {
  clearAway(folder);
  const staged = `${folder}.new-${String(process.pid)}`;
  const old = `${folder}.old-${String(process.pid)}`;
  try {
    for (const [file, content] of output) {
      const target = path.join(staged, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(staged, folder);
    rmSync(old, { recursive: true, force: true });
  } finally {
    if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
    rmSync(staged, { recursive: true, force: true });
  }
}

/** Puts back or removes what processes left that were killed. */
function clearAway(folder: string): void {
  const { dir, base } = path.parse(path.resolve(folder));
  if (!existsSync(dir)) return;
  const rest = readdirSync(dir).filter((entry) => isLeftOver(entry, base));
  for (const entry of rest) {
    const left = path.join(dir, entry);
    if (entry.startsWith(`${base}.old-`) && !existsSync(folder)) renameSync(left, folder);
    else rmSync(left, { recursive: true, force: true });
  }
}

function isLeftOver(entry: string, base: string): boolean {
  const [, pid] = /^\.(?:new|old)-([0-9]+)$/.exec(entry.slice(base.length)) ?? [];
  return entry.startsWith(base) && pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process runs too, though it may not be asked.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
