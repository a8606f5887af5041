import type { Expr } from '../template/expression';
import { ifSet, type Templated, type Tree } from '../template/tree';
import { objectName, quantity } from '../values/scalars';
import type * as k8s from './k8s';

/** The values of a volume that a claim asks for. */
export function claimValues(size: string) {
  return {
    size: quantity(size, 'Size of the volume.'),
    storageClass: objectName('', "Storage class of the volume; empty for the cluster's default."),
  };
}

/** What a volume is to be like. */
export interface ClaimProps {
  readonly accessMode: Tree;
  readonly size: Expr<string | number>;
  readonly storageClass: Expr<string>;
}

/** The spec of a claim for a volume. */
export function claimSpec({ accessMode, size, storageClass }: ClaimProps) {
  return {
    accessModes: [accessMode as Expr<string>],
    storageClassName: ifSet(storageClass),
    resources: { requests: { storage: size as Expr<string> } },
  } satisfies Templated<k8s.PersistentVolumeClaimSpec>;
}
