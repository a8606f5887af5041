import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The codes with which a shell ends on these. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A folder for what other programs read. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Makes a folder that goes when it is removed, or with the program: also when the user gives up. */
export function temporaryFolder(prefix: string): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  const ends = Object.entries(SIGNALS).map(([signal, code]) => [signal, () => process.exit(code)] as const);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    process.off('exit', remove);
    for (const [signal, end] of ends) process.off(signal, end);
  };
  process.once('exit', remove);
  // A program that a signal ends does not exit by itself.
  for (const [signal, end] of ends) process.once(signal, end);
  return { path: folder, remove };
}
