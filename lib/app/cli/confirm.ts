import { createInterface } from 'node:readline/promises';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';

/** What is asked before production is changed. */
export interface Confirmation {
  readonly environment: Pick<NamedEnvironment, 'name' | 'production'>;
  /** The cluster in words. */
  readonly where: string;
  /** What is about to be done, such as `Deploy`. */
  readonly action: string;
  /** Whether the user has said yes already. */
  readonly yes: boolean;
}

/** Where somebody can be asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks a person before production is changed. The variable STACKS_YES says yes, too.
 *
 * @throws UserError where nobody can be asked, or the answer is another one than the name of the environment
 */
export async function confirm(
  { environment: { name, production = false }, where, action, yes }: Confirmation,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<void> {
  if (!production || yes || process.env['STACKS_YES'] === 'true') return;
  if (input.isTTY !== true)
    throw new UserError(
      `${name} is production, and nobody can be asked here: nothing was changed. Add --yes to go on without being asked.`,
    );
  const terminal = createInterface({ input, output });
  // Ctrl-D is an answer too.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const given = await Promise.race([
    terminal.question(`${action} ${name}, which is production, in ${where}? Type ${name} to go on: `),
    closed,
  ]);
  terminal.close();
  if (given.trim() !== name) throw new UserError(`Nothing was changed: the answer was not ${name}.`);
}
