import * as comparison from '../../lib/app/docs/comparison';
import * as discover from '../../lib/app/environments/discover';
import * as summary from '../../lib/app/docs/summary';
import * as explanation from '../../lib/app/explain';
import * as documents from '../../lib/app/docs/documents';
import * as rendering from '../../lib/app/cli/render';

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
      jest.doMock('../../lib/app/docs/comparison', () => comparison);
      jest.doMock('../../lib/app/environments/discover', () => discover);
      jest.doMock('../../lib/app/docs/summary', () => summary);
      jest.doMock('../../lib/app/explain', () => explanation);
      jest.doMock('../../lib/app/docs/documents', () => documents);
      jest.doMock('../../lib/app/cli/render', () => rendering);
      await import('../../lib/app/cli/stacks');
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
