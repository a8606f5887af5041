/**
 * Writes an output, and at a given call of the file system something happens: a signal comes, or another process writes its own output.
 * Without one it says which calls there are. Arguments: the folder, the files and contents as JSON, the number of the call, and what
 * happens: the name of a signal, or the files and contents of the other process.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { Output } from '../../lib/app/output/dist';
import { writeOutput } from '../../lib/app/output/write';

const [folder = '', files = '{}', at = '', event = 'SIGKILL'] = process.argv.slice(2);
const calls = ['mkdirSync', 'writeFileSync', 'renameSync', 'rmSync', 'readdirSync'] as const;
const made: string[] = [];

for (const name of calls) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    made.push(name);
    if (String(made.length) === at) happen();
    return original(...args);
  };
  Object.defineProperty(fs, name, { value: counted });
}

function happen(): void {
  if (event.startsWith('SIG')) process.kill(process.pid, event);
  else spawnSync(process.execPath, ['--require', 'tsx/cjs', __filename, folder, event], { stdio: 'inherit' });
}

const output: Output = new Map(Object.entries(JSON.parse(files) as Record<string, string>));
writeOutput(folder, output);
process.stdout.write(made.join(' '));
