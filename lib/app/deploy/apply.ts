import type { KubernetesObject } from '../../engine/manifests/render';
import { listOf } from '../cluster/objects';
import { runKubectl } from '../cluster/run';

/** What a program that changes a cluster said, and whether all went well. */
export interface Changed {
  readonly isDone: boolean;
  /** What it changed, a line each, in its own words. */
  readonly lines: readonly string[];
  /** What it says is wrong. */
  readonly complaints: readonly string[];
}

/** How objects are applied. */
export interface ApplyOptions {
  readonly context?: string | undefined;
  /** Whether fields that others have set are taken over. */
  readonly force: boolean;
  /** Flags of the user for kubectl. */
  readonly flags: readonly string[];
}

/** Applies objects in their order, server-side. kubectl goes on after an object that is rejected. */
export function applyObjects(
  objects: readonly KubernetesObject[],
  { context, force, flags }: ApplyOptions,
): Changed {
  const args = ['apply', '--server-side', ...(force ? ['--force-conflicts'] : []), ...flags, '-f', '-'];
  return changedBy(args, context, listOf(objects));
}

/** Deletes objects, and waits until they are gone. One that is gone already is no error. */
export function deleteObjects(objects: readonly KubernetesObject[], context?: string): Changed {
  if (objects.length === 0) return { isDone: true, lines: [], complaints: [] };
  return changedBy(['delete', '--ignore-not-found', '-f', '-'], context, listOf(objects));
}

function changedBy(args: readonly string[], context: string | undefined, input: string): Changed {
  const { status, stdout, stderr } = runKubectl(args, { context, input });
  return { isDone: status === 0, lines: linesOf(stdout), complaints: linesOf(stderr) };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
