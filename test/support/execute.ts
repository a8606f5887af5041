import { execFile } from 'node:child_process';

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command gets. */
export interface Given {
  /** What it reads. @default - nothing */
  readonly input?: string;
  /** @default - the variables of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** The folder in which it runs. @default - that of this process */
  readonly cwd?: string;
}

/** Runs a command. Any code it ends with is a result. */
export function execute(
  program: string,
  args: readonly string[],
  { input = '', env, cwd }: Given = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { env, cwd, maxBuffer: 256 * 1024 * 1024 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number')
        reject(new Error(error.message, { cause: error }));
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    // A program that ends without reading its input closes the pipe (EPIPE); its exit code says how it ended.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** @throws Error with what the command wrote, when it has failed */
export function succeeded(program: string, args: readonly string[], { code, stdout, stderr }: Ended): string {
  if (code === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')} failed with code ${code}:\n${stdout}${stderr}`);
}
