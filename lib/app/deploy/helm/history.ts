import { z } from 'zod';
import { runHelm } from '../../cluster/helm';
import { UserError } from '../../explain';
import type { ReleaseName } from './release';

const Revision = z.looseObject({
  revision: z.number(),
  status: z.string(),
  chart: z.string().default(''),
  app_version: z.string().default(''),
});

/** A revision of a release, as Helm keeps it. */
export type Revision = z.infer<typeof Revision>;

/** The revisions of a release, the oldest first; none where there is no release. */
export function historyOf(
  { name, namespace }: ReleaseName,
  context: string | undefined,
): readonly Revision[] {
  const args = ['history', name, '--namespace', namespace, '--output', 'json'];
  const { status, stdout, stderr } = runHelm(args, { context });
  if (status === 0) return z.array(Revision).parse(JSON.parse(stdout));
  if (stderr.includes('release: not found')) return [];
  const said = stderr
    .trim()
    .replace(/^Error: /, '')
    .replace(/\.$/, '');
  const hint = said.includes('unreachable')
    ? '; check that the cluster runs, that it can be reached from here, and the context (--context)'
    : '';
  throw new UserError(`Helm was asked for the history of ${name} and nothing was changed: ${said}${hint}.`);
}

/** The revision that ran before the last one, if there was one. One that failed did not. */
export function lastGood(history: readonly Revision[]): Revision | undefined {
  return history
    .slice(0, -1)
    .filter(({ status }) => ['deployed', 'superseded'].includes(status))
    .at(-1);
}

/**
 * The last revision of a release.
 *
 * @throws UserError when there is no release
 */
export function requireHistory({ name, namespace }: ReleaseName, history: readonly Revision[]): Revision {
  const last = history.at(-1);
  if (last !== undefined) return last;
  throw new UserError(
    `There is no release ${name} in the namespace ${namespace}; helm list -n ${namespace} lists those that there are.`,
  );
}
