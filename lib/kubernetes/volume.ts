import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { and, or, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { choose, ifSet, when, type Templated } from '../engine/template/tree';
import { objectName } from '../engine/values/names';
import { amount } from '../engine/values/numbers';
import type { Component } from './component';
import * as k8s from './k8s';
import { Live, validateClaim } from './live';

/**
 * The values of a PersistentVolumeClaim.
 *
 * @param size default, such as `8Gi`
 * @param description of the size; by default that of a volume with an emptyDir in its place, see {@link claimedOrEmpty}
 */
export function claimValues(
  size: string,
  description = 'Size of the volume; without a volume, the size limit of the emptyDir in its place.',
) {
  return {
    size: amount(size, description),
    storageClass: objectName('', "Storage class of the volume; empty for the cluster's default."),
  };
}

/** Access mode, size and storage class of a volume. */
export interface ClaimProps {
  readonly accessMode: Expr<string> | 'ReadWriteOnce' | 'ReadWriteMany';
  readonly size: Expr<string | number>;
  readonly storageClass: Expr<string>;
}

/** The spec of a claim for a volume. */
export function claimSpec({ accessMode, size, storageClass }: ClaimProps) {
  return {
    accessModes: [accessMode],
    storageClassName: ifSet(storageClass),
    resources: { requests: { storage: size as Expr<string> } },
  } satisfies Templated<k8s.PersistentVolumeClaimSpec>;
}

/**
 * An emptyDir: a volume on the disk of the node, empty at the start of the pod and deleted with it.
 *
 * @param limit size limit, such as `1Gi`; the kubelet evicts a pod that exceeds it, before the disk of the node is full
 */
export function emptyVolume(name: string, limit: string | Expr<string | number>) {
  const sizeLimit = typeof limit === 'string' ? k8s.Quantity.fromString(limit) : (limit as Expr<string>);
  return { name, emptyDir: { sizeLimit } } satisfies Templated<k8s.Volume>;
}

/** Name, condition and retention of a PersistentVolumeClaim. */
export interface VolumeOptions {
  readonly when: Condition;
  /** The suffix of its name, such as `-data`. @default - it is named as the component is */
  readonly suffix?: string;
  /** Its whole name, instead of that of the component with the suffix. */
  readonly name?: Expr<string>;
  /** What its template is called. @default 'pvc' */
  readonly id?: string;
  /** Whether it is kept when the release is uninstalled, or the condition for that. @default false */
  readonly retain?: boolean | Condition;
}

/** Adds a PersistentVolumeClaim of a component, and returns its name. */
export function addVolume(
  scope: Construct,
  component: Component,
  claim: ClaimProps,
  options: VolumeOptions,
): Expr<string> {
  const { suffix, name, id = 'pvc', retain = false } = options;
  const keep = typeof retain === 'boolean' ? 'keep' : when(retain, 'keep');
  const own = component.metadata(suffix, retain === false ? undefined : { 'helm.sh/resource-policy': keep });
  const metadata = name === undefined ? own : { ...own, name };
  const called = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const existing = { namespace: component.namespace, name: metadata.name };
  const live = new Live(scope, called, ['v1', 'PersistentVolumeClaim'], existing);
  // What Helm keeps stays part of the release when nothing uses it any more: Helm 3 cannot roll back from a revision without it to one
  // with it (client.Update, 'no PersistentVolumeClaim with the name').
  const kept = typeof retain === 'boolean' ? live.isOfRelease : and(retain, live.isOfRelease);
  const rendered = new OnlyIf(
    live.inside,
    `${id}-if`,
    retain === false ? options.when : or(options.when, kept),
  );
  validateClaim(rendered, live, claim);
  Resource.of(rendered, id, {
    of: k8s.KubePersistentVolumeClaim,
    manifest: { metadata, spec: claimSpec(claim) },
  });
  return metadata.name;
}

/**
 * A volume of a pod: a PersistentVolumeClaim if a condition holds, and otherwise an emptyDir.
 *
 * @param limit size limit of the emptyDir
 */
export function claimedOrEmpty(
  name: string,
  usesVolume: Condition,
  claimName: Expr<string>,
  limit: Expr<string | number>,
) {
  return choose(usesVolume, { name, persistentVolumeClaim: { claimName } }, emptyVolume(name, limit));
}
