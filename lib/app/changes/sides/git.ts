import { UserError } from '../../explain';
import { runProgram } from '../../run-program';

/** Runs git in a folder. */
export function git(folder: string, args: readonly string[], input = ''): Buffer {
  const toGet = 'Install it, or compare without --revision.';
  const { status, stdout, stderr } = runProgram('git', ['-C', folder, ...args], toGet, { input });
  if (status === 0) return stdout;
  const [said = ''] = stderr.trim().split('\n');
  throw new UserError(`git ${args[0] ?? ''} failed: ${said.replace(/^fatal: /, '')}`);
}
