import { execFile } from 'node:child_process';
import type { z } from 'zod';

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * What a tool prints as JSON, which it does with the exit code 1 too when it has found something.
 *
 * @throws Error when it could not be run, or does not print what it is known to
 */
export async function outputAs<S extends z.ZodType>(
  schema: S,
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<z.infer<S>> {
  const output = await new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
    const { cwd, env } = options;
    execFile(
      program,
      args,
      { cwd, env: { ...process.env, ...env }, maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        if (!error || error.code === 1) resolve({ stdout, stderr });
        else reject(new Error(`${error.message}\n${stderr}`));
      },
    );
  });
  const result = schema.safeParse(parsed(output.stdout));
  if (result.success) return result.data;
  throw new Error(
    `${program} does not print the JSON that is expected of it: ${result.error.message}\n${output.stderr}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
