import type { KubernetesObject } from '../../../engine/manifests/render';
import type { Rejection } from '../../cluster/dry-run';

/** The objects of an environment in one place: a revision, the working tree or a cluster. */
export interface Side {
  /** In words, such as `HEAD (102eb72)`. */
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  /** What is to be known of it. */
  readonly notes: readonly string[];
  /** Objects that a cluster does not take. @default - none */
  readonly rejected?: readonly Rejection[];
}
