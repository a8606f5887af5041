import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../support/cluster';
import { watching } from '../support/polling';
import { provideVolumes } from '../support/volumes';
import { runLine } from './shell';
import type { Checks, Context, Entry, InContainer, Outcome, Rejected, Replacements, Runs } from './step';

/** What no shell should be given: a placeholder that nothing was put in the place of. */
const PLACEHOLDER = /<[a-z][a-z-]*>|xxx-yyy/;

/**
 * Does what an entry says with its documented line.
 *
 * @throws Error with the line and what came of it, when it does not do what the entry says
 */
export async function perform(entry: Entry, documented: string, context: Context): Promise<void> {
  switch (entry.is) {
    case 'elsewhere':
      return;
    case 'runs':
      return performRun(entry, await filled(documented, entry.replace, context), context);
    case 'rejected':
      return performRejected(entry, await filled(documented, entry.replace, context), context);
    case 'container':
      return performInContainer(entry, await filled(documented, entry.replace, context), context);
  }
}

/**
 * A line with its placeholders filled in.
 *
 * @throws Error when a placeholder is not in the line, or one is left in it
 */
export async function filled(
  documented: string,
  replacements: Replacements = {},
  context: Context,
): Promise<string> {
  let line = documented;
  for (const [placeholder, value] of Object.entries(replacements)) {
    if (!line.includes(placeholder)) throw new Error(`${documented}\nhas no ${placeholder} to be replaced.`);
    line = line.replaceAll(placeholder, typeof value === 'string' ? value : await value(context));
  }
  const [left] = PLACEHOLDER.exec(line) ?? [];
  if (left !== undefined)
    throw new Error(`${documented}\nhas the placeholder ${left}, which nothing replaces.`);
  return line;
}

async function performRun({ finds, waits = false }: Runs, line: string, context: Context): Promise<void> {
  const ended = waits
    ? await providingVolumes(context.cluster, () => runLine(line, context))
    : await runLine(line, context);
  const outcome = { line, ...ended };
  if (ended.code !== 0) throw new Error(`${told(outcome)}\nIt must end with code 0.`);
  await checked(finds, outcome, context);
}

async function performRejected({ says, instead }: Rejected, line: string, context: Context): Promise<void> {
  const outcome = { line, ...(await runLine(line, context)) };
  if (outcome.code === 0) throw new Error(`${told(outcome)}\nIt must be rejected.`);
  if (!says.test(outcome.stderr)) throw new Error(`${told(outcome)}\nIt must say ${String(says)}.`);
  if (instead) await performRun({ id: '', is: 'runs', finds: instead.finds }, instead.line(line), context);
}

async function performInContainer(
  { run, until, finds }: InContainer,
  line: string,
  context: Context,
): Promise<void> {
  if (!run) return checked(finds, { line, code: 0, stdout: '', stderr: '' }, context);
  const enough = until && ((errors: string) => until(context, errors));
  const outcome = { line, ...(await runLine(line, context, enough)) };
  if (outcome.code === 0)
    throw new Error(`${told(outcome)}\nIt cannot work without a container; it belongs to those that run.`);
  await checked(finds, outcome, context);
}

async function checked(finds: Checks, outcome: Outcome, context: Context): Promise<void> {
  for (const check of finds) {
    try {
      await check(context, outcome);
    } catch (error) {
      throw new Error(`${told(outcome)}\n${(error as Error).message}`, { cause: error });
    }
  }
}

function told({ line, code, stdout, stderr }: Outcome): string {
  return `${line}\nended with code ${code}:\n${stdout}${stderr}`.trimEnd();
}

async function providingVolumes<Result>(cluster: Cluster, work: () => Promise<Result>): Promise<Result> {
  let result: { readonly is: Result } | undefined;
  await watching(
    async () => {
      await provideVolumes(cluster);
      // Each look takes a good part of a processor.
      await pause(700);
      return [];
    },
    async () => {
      result = { is: await work() };
    },
  );
  if (result === undefined) throw new Error('unreachable: the work has ended or thrown');
  return result.is;
}
