import type { Condition } from '../engine/template/operators';
import { choose } from '../engine/template/tree';
import * as k8s from './k8s';

/** A rollout in which an old pod goes when a new one is ready, so that there are never fewer than asked for. */
export function newBeforeOld() {
  return {
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: k8s.IntOrString.fromNumber(1),
      maxUnavailable: k8s.IntOrString.fromNumber(0),
    },
  };
}

/** {@link newBeforeOld}, unless the old pod has to go first: when it has something that two pods cannot have. */
export function rolloutOf(oneAtATime: Condition) {
  return choose(oneAtATime, { type: 'Recreate' }, newBeforeOld());
}
