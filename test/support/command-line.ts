import path from 'node:path';
import { ROOT } from './markdown';

/** How the command line of a checkout is called, from any folder, as `npm run stacks` does: compiled once. */
export function commandLine(checkout = ROOT): readonly [node: string, run: string, program: string] {
  return [process.execPath, path.join(checkout, 'run.cjs'), 'lib/app/cli/stacks.ts'];
}
