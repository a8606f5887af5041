import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Files } from '../../lib/engine/helm/chart-files';

const DIST = path.join(__dirname, '../../dist');
const STALE = 'dist is stale: run npm run synth, and look at what it changes';

/**
 * Expects that files are those of a folder of the committed output, where they were reviewed: all of them, and none beside.
 *
 * @param folder in `dist`
 */
export function expectCommitted(folder: string, files: Files): void {
  const committed = path.join(DIST, folder);
  const there = existsSync(committed)
    ? readdirSync(committed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
  const names = there.map((entry) => path.relative(committed, path.join(entry.parentPath, entry.name)));
  expect({ [STALE]: names.sort() }).toEqual({ [STALE]: [...files.keys()].sort() });
  for (const [file, content] of files) {
    const key = `dist/${folder}/${file} (${STALE})`;
    expect({ [key]: readFileSync(path.join(committed, file), 'utf8') }).toEqual({ [key]: content });
  }
}
