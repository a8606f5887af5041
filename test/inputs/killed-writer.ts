/**
 * Writes an output and kills itself before a given call of the file system; without one it says how many calls there are.
 * Arguments: the folder, the files and contents as JSON, the number of the call.
 */
import fs from 'node:fs';
import type { Output } from '../../lib/app/output/dist';
import { writeOutput } from '../../lib/app/output/write';

const [folder = '', files = '{}', at = ''] = process.argv.slice(2);
const calls = ['mkdirSync', 'writeFileSync', 'renameSync', 'rmSync', 'readdirSync'] as const;
let count = 0;

for (const name of calls) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    count += 1;
    if (String(count) === at) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
  Object.defineProperty(fs, name, { value: counted });
}

const output: Output = new Map(Object.entries(JSON.parse(files) as Record<string, string>));
writeOutput(folder, output);
process.stdout.write(String(count));
