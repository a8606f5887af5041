import { z } from 'zod';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { program } from '../../tools/programs';
import { containersOf, identityOf, keyOf, type Finding } from './finding';
import type { Manifests } from './manifests';
import { outputAs } from './tool';

/** Of the checks that are off by default, those about mistakes; the others ask for as much as the limits to be requested. */
const OPTIONAL = ['container-ports-check', 'container-seccomp-profile'];

/** The grade of a check that has nothing to say (kube-score, `scorecard.GradeAllOK`). */
const ALL_OK = 10;

const Scores = z.array(
  z.object({
    type_meta: z.object({ kind: z.string() }),
    object_meta: z.object({ name: z.string(), namespace: z.string().default('') }),
    checks: z.array(
      z.object({
        check: z.object({ id: z.string() }),
        grade: z.number(),
        skipped: z.boolean(),
        comments: z.array(z.object({ path: z.string(), summary: z.string() })).nullable(),
      }),
    ),
  }),
);

/**
 * What kube-score finds in manifests.
 *
 * @throws Error when it could not be run, or leaves out a Deployment or a StatefulSet
 */
export async function kubeScore({ folder, objects }: Manifests): Promise<readonly Finding[]> {
  const scores = await outputAs(
    Scores,
    program('kube-score'),
    [
      'score',
      ...['--output-format', 'json'],
      ...['--kubernetes-version', `v${CLUSTER_VERSIONS[0]}`],
      ...OPTIONAL.flatMap((check) => ['--enable-optional-test', check]),
      // Exceptions are kept in one place.
      '--disable-ignore-checks-annotations',
      ...objects.keys(),
    ],
    { cwd: folder },
  );
  const all = [...objects.values()].flat();
  for (const object of all) {
    const { kind, namespace, name } = identityOf(object);
    const seen = scores.some(
      ({ type_meta, object_meta }) =>
        type_meta.kind === kind && object_meta.name === name && object_meta.namespace === namespace,
    );
    if (!seen && (kind === 'Deployment' || kind === 'StatefulSet'))
      throw new Error(`kube-score did not look at ${kind} ${name} of ${namespace}.`);
  }
  const containers = new Map(all.map((object) => [keyOf(identityOf(object)), containersOf(object)]));
  return scores.flatMap(({ type_meta: { kind }, object_meta: { namespace, name }, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < ALL_OK)
      .flatMap(({ check, comments }) =>
        (comments ?? [{ path: '', summary: '' }]).map(({ path, summary }) => {
          const identity = { kind, namespace, name };
          // Of an Ingress it is the path of a URL.
          const container = containers.get(keyOf(identity))?.find((one) => one === path);
          const message = container === path ? summary : [path, summary].join(' ').trim();
          return { tool: 'kube-score' as const, check: check.id, ...identity, container, message };
        }),
      ),
  );
}
