import type { Expr } from '../engine/template/expression';
import { refuseSecretsTwice } from './image';
import type { AnyStack } from './stack';
import { refuseWrongTolerations, type Scheduling } from './scheduling';

/** What all pods of a system have of its values. */
interface PodValues extends Pick<Scheduling, 'tolerations'> {
  readonly imagePullSecrets: Expr<readonly unknown[]>;
}

/** Refuses values of pods that are each right and that Kubernetes does not take together. */
export function refuseWrongPods(stack: AnyStack, values: PodValues): void {
  refuseWrongTolerations(stack, values);
  refuseSecretsTwice(stack, values.imagePullSecrets);
}
