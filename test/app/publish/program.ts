import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes a program of a shell script, and gives its path. */
export function makeProgram(name: string, script: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'program-')), name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
