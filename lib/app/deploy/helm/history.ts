import { z } from 'zod';
import { runHelm } from '../../cluster/helm';
import { UserError } from '../../explain';
import type { HelmRelease } from './release';

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
  { name, namespace }: Pick<HelmRelease, 'name' | 'namespace'>,
  context: string | undefined,
): readonly Revision[] {
  const args = ['history', name, '--namespace', namespace, '--output', 'json'];
  const { status, stdout, stderr } = runHelm(args, { context });
  if (status === 0) return z.array(Revision).parse(JSON.parse(stdout));
  if (stderr.includes('release: not found')) return [];
  throw new UserError(
    `Helm was asked for the history of ${name} and nothing was changed: ${stderr.trim().replace(/^Error: /, '')}.`,
  );
}

/** The revision that ran before the last one, if there was one. One that failed did not. */
export function lastGood(history: readonly Revision[]): Revision | undefined {
  return history
    .slice(0, -1)
    .filter(({ status }) => ['deployed', 'superseded'].includes(status))
    .at(-1);
}
