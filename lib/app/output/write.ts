import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Output } from './dist';
import { uninterrupted } from '../../engine/files/uninterrupted';
import { codeOf, writeFailure } from '../../engine/files/write-failure';

/**
 * Puts an output in the place of what is in a folder: all of it, or, when something fails, nothing.
 *
 * A process that is killed leaves the old output or the new one, whole. Between two renames it leaves neither in its place; the
 * old one is whole beside it then, and the next call puts it back first. Ctrl-C waits for the end. Of two at once, the output of
 * one is there in the end.
 *
 * @param folder what is in there is replaced
 * @throws InputError when it cannot be written, such as on a full disk
 */
export function writeOutput(folder: string, output: Output): void {
  uninterrupted(() => {
    const staged = `${folder}.new-${String(process.pid)}`;
    try {
      clearAway(folder);
      for (const [file, content] of output) {
        const target = path.join(staged, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
      exchange(staged, folder);
    } catch (error) {
      throw writeFailure(folder, error);
    } finally {
      rmSync(staged, { recursive: true, force: true });
    }
  });
}

/** What another process leaves of the two names when it comes between two renames. */
const TAKEN = ['ENOENT', 'ENOTEMPTY', 'EEXIST'];
/** Each time another process has written its output, so there is no end to be feared. */
const ATTEMPTS = 10;

/** Puts a folder in the place of another one, which is removed. */
function exchange(staged: string, folder: string): void {
  const old = `${folder}.old-${String(process.pid)}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (existsSync(folder)) renameSync(folder, old);
      renameSync(staged, folder);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !TAKEN.includes(codeOf(error))) throw error;
    } finally {
      if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Puts back or removes what processes left that were killed. */
function clearAway(folder: string): void {
  const { dir, base } = path.parse(path.resolve(folder));
  if (!existsSync(dir)) return;
  const rest = readdirSync(dir).filter((entry) => isLeftOver(entry, base));
  for (const entry of rest) {
    const left = path.join(dir, entry);
    if (entry.startsWith(`${base}.old-`) && !existsSync(folder)) putBack(left, folder);
    else rmSync(left, { recursive: true, force: true });
  }
}

function putBack(left: string, folder: string): void {
  try {
    renameSync(left, folder);
  } catch (error) {
    // Another process that clears away at the same time has put it back, or put its own output there.
    if (!TAKEN.includes(codeOf(error))) throw error;
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
    return codeOf(error) === 'EPERM';
  }
}
