import { describeObject } from '../../engine/release/objects';
import type { Comparison } from '../changes/comparison';

/** What of a way back is not possible, or not without loss. */
export interface Obstacles {
  /** What the API server does not take. */
  readonly impossible: readonly string[];
  /** What is lost, or may not start. */
  readonly losses: readonly string[];
}

/**
 * What cannot go back.
 *
 * @param back what is there now compared with what was before
 */
export function obstaclesOf({ objects, effects }: Comparison): Obstacles {
  // What is newer is not deleted where it has data.
  const removed = new Set(
    objects.flatMap((one) => (one.change === 'removed' ? [describeObject(one.before)] : [])),
  );
  const sentences = (kind: string) =>
    effects
      .filter((effect) => effect.kind === kind && !removed.has(effect.of))
      .map(({ of, sentence }) => (sentence.includes(of) ? sentence : `${of}: ${sentence}`));
  const emptied = objects.flatMap((one) =>
    one.change === 'added' && one.after['kind'] === 'PersistentVolumeClaim'
      ? [`${describeObject(one.after)}: The cluster has it no more. A new one is made, without the data.`]
      : [],
  );
  return { impossible: sentences('immutable-field'), losses: [...sentences('irreversible'), ...emptied] };
}
