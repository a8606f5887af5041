/**
 * The folder for all that the tests of one run write, and the programs that they start: the temporary directory of the run. It goes with
 * the run, so no test has to remove what it makes there.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the name of the folder begins with. */
export const PREFIX = 'ai-gateway-stacks-';

/** Makes the folder. The workers of Jest have the environment that they are started with. */
export function makeTemporaryFolder(environment: NodeJS.ProcessEnv = process.env): void {
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  // As the temporary directory itself: some programs are run as users of their own.
  chmodSync(folder, 0o1777);
  environment['TMPDIR'] = folder;
}

/** Removes the folder of {@link makeTemporaryFolder}, and no other. */
export function removeTemporaryFolder({ TMPDIR = '' }: NodeJS.ProcessEnv = process.env): void {
  if (path.basename(TMPDIR).startsWith(PREFIX)) rmSync(TMPDIR, { recursive: true, force: true });
}
