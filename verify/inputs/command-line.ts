import * as comparison from '../../lib/environments/comparison';
import * as discover from '../../lib/environments/discover';
import * as summary from '../../lib/environments/summary/summary';
import * as explanation from '../../lib/explain';
import * as documents from '../../lib/cli/documents';
import * as rendering from '../../lib/cli/render';

/** What a program did. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line in this process, which is a hundred times faster than in one of its own: the program itself is loaded
 * anew each time, with what it is made of as it is.
 */
export async function runInProcess(args: readonly string[]): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  let exit: number | undefined;
  const hears = (stream: 'stdout' | 'stderr') =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      // A process that has exited says nothing more.
      if (exit === undefined) said[stream] += String(text);
      return true;
    });
  const spies = [
    hears('stdout'),
    hears('stderr'),
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      exit ??= Number(code ?? 0);
      throw new Error('The program has exited.');
    }),
  ];
  const [argv, exitCode] = [process.argv, process.exitCode];
  try {
    process.argv = ['node', 'stacks', ...args];
    process.exitCode = undefined;
    await jest.isolateModulesAsync(async () => {
      jest.doMock('../../lib/environments/comparison', () => comparison);
      jest.doMock('../../lib/environments/discover', () => discover);
      jest.doMock('../../lib/environments/summary/summary', () => summary);
      jest.doMock('../../lib/explain', () => explanation);
      jest.doMock('../../lib/cli/documents', () => documents);
      jest.doMock('../../lib/cli/render', () => rendering);
      await import('../../lib/cli/stacks');
      await new Promise((resolve) => setImmediate(resolve));
    });
    // What the program has set in the meantime, which the compiler cannot know.
    const { exitCode: code } = process as { exitCode?: number | string };
    return { code: exit ?? Number(code ?? 0), ...said };
  } finally {
    process.argv = argv;
    process.exitCode = exitCode;
    spies.forEach((spy) => spy.mockRestore());
  }
}
