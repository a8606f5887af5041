import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A program that is a shell script, under the name of a variable, for the tests of a file. */
export function playing(variable: string): (script: string) => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'played-'));
  const before = process.env[variable];
  afterAll(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = before;
    rmSync(folder, { recursive: true });
  });
  return (script) => {
    const file = path.join(folder, 'program');
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    process.env[variable] = file;
  };
}
