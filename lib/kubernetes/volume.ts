import type { Expr } from '../engine/template/expression';
import { ifSet, type Templated, type Tree } from '../engine/template/tree';
import { objectName } from '../engine/values/names';
import { amount } from '../engine/values/numbers';
import * as k8s from './k8s';

/** The values of a volume that a claim asks for. */
export function claimValues(size: string) {
  return {
    size: amount(size, 'Size of the volume; where the data is on none, the most that a pod may write.'),
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

/**
 * A volume on the disk of the node, which is empty when the pod starts and goes with it.
 *
 * @param limit the most that may be in it, such as `1Gi`; the kubelet evicts a pod that writes more, before it fills the node's disk
 */
export function emptyVolume(name: string, limit: string | Expr<string | number>) {
  const sizeLimit = typeof limit === 'string' ? k8s.Quantity.fromString(limit) : (limit as Expr<string>);
  return { name, emptyDir: { sizeLimit } } satisfies Templated<k8s.Volume>;
}
