import type { KubernetesObject } from '../../engine/manifests/render';
import { describeObject, identityOf } from '../../engine/release/objects';
import { KubectlError, type Kubectl } from './kubectl';
import { listOf, objectsIn } from './objects';

/** An object that a cluster does not take, with what it says. */
export interface Rejection {
  /** Such as `StatefulSet ai/redis`. */
  readonly of: string;
  readonly message: string;
}

/** What an apply would make of objects. */
export interface DryRun {
  /** By their identity. */
  readonly applied: ReadonlyMap<string, KubernetesObject>;
  readonly rejected: readonly Rejection[];
}

/**
 * A server-side dry run. kubectl prints nothing when one object of many is rejected, so these are then halved until it is found.
 *
 * @param flags of the apply, such as `--force-conflicts`
 */
export function dryRun(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  flags: readonly string[],
): DryRun {
  const [first] = objects;
  if (first === undefined) return { applied: new Map(), rejected: [] };
  const args = ['apply', '--server-side', ...flags, '--dry-run=server', '--output', 'json', '-f', '-'];
  try {
    const applied = objectsIn(kubectl(args, listOf(objects)));
    return { applied: new Map(applied.map((object) => [identityOf(object), object])), rejected: [] };
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    if (objects.length === 1)
      return { applied: new Map(), rejected: [{ of: describeObject(first), message: `${error.message}.` }] };
    const half = Math.ceil(objects.length / 2);
    const [one, other] = [objects.slice(0, half), objects.slice(half)].map((part) =>
      dryRun(kubectl, part, flags),
    );
    return {
      applied: new Map([...(one?.applied ?? []), ...(other?.applied ?? [])]),
      rejected: [...(one?.rejected ?? []), ...(other?.rejected ?? [])],
    };
  }
}
