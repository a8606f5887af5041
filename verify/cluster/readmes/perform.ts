import { z } from 'zod';
import { askedIn, KUBELET } from '../commands/container-checks';
import { runLine } from '../commands/shell';
import type { Outcome } from '../commands/step';
import type { ReadmeContext } from './context';
import type { Exception } from './exceptions';
import { findWhatItDid } from './findings';
import { namespaceOf, wordsOf } from './flags';
import { waitForOperator } from './secrets';

/**
 * Runs a line of a Markdown file, or what an exception says of it.
 *
 * @throws Error with the line and what came of it, when it does not do what it says
 */
export async function performLine(
  line: string,
  exception: Exception | undefined,
  context: ReadmeContext,
): Promise<void> {
  switch (exception?.is) {
    case 'elsewhere':
      return;
    case 'partly':
      return performRun(exception.runs, context);
    case 'container':
      return performInContainer(line, exception.asks, context);
    case undefined:
      return performRun(line, context);
  }
}

async function performRun(line: string, context: ReadmeContext): Promise<void> {
  await uninstallOther(line, context);
  const outcome = { line, ...(await runLine(line, context)) };
  await telling(outcome, async () => {
    if (outcome.code !== 0) throw new Error('It must end with code 0.');
    await findWhatItDid(context, outcome);
  });
}

/** A file shows several ways to install a release, of which a reader chooses one: the one before is taken away. */
async function uninstallOther(line: string, { cluster, major, namespace }: ReadmeContext): Promise<void> {
  if (!line.startsWith('helm install ')) return;
  const [, , name = ''] = wordsOf(line);
  const where = namespaceOf(line) ?? namespace;
  const text = await cluster.helm(major, 'list', '-n', where, '--output', 'json');
  const releases = z.array(z.looseObject({ name: z.string() })).parse(JSON.parse(text));
  if (!releases.some((release) => release.name === name)) return;
  await cluster.helm(major, 'uninstall', name, '-n', where, '--wait');
  await waitForOperator(cluster, where);
}

async function performInContainer(line: string, asks: string, context: ReadmeContext): Promise<void> {
  const outcome = { line, ...(await runLine(line, context)) };
  await telling(outcome, () => {
    if (outcome.code === 0) throw new Error('It cannot work without a container; it needs no exception.');
    const { stderr } = outcome;
    if (asks === 'portForward') {
      expect(stderr).toContain(`dial tcp ${KUBELET.address}:${KUBELET.port}`);
      return;
    }
    const [, container] = / -c (\S+)/.exec(line) ?? [];
    const [, , pod] = wordsOf(line);
    expect(askedIn(stderr)).toContainEqual(
      expect.objectContaining({
        what: asks,
        namespace: namespaceOf(line) ?? context.namespace,
        ...(container === undefined ? { pod } : { container }),
      }),
    );
  });
}

async function telling(
  { line, code, stdout, stderr }: Outcome,
  check: () => Promise<void> | void,
): Promise<void> {
  try {
    await check();
  } catch (error) {
    const told = `${line}\nended with code ${code}:\n${stdout}${stderr}`.trimEnd();
    throw new Error(`${told}\n${(error as Error).message}`, { cause: error });
  }
}
