import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { and, equal, not, or, orElse, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { choose, ifSet, merged, when, type Templated } from '../engine/template/tree';
import { objectName, storageClassName } from '../engine/values/names';
import { amount } from '../engine/values/numbers';
import { annotations, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';
import { ClassSetByHelm, Live, validateClaim } from './live';

/**
 * The values of a PersistentVolumeClaim.
 *
 * @param size default, such as `8Gi`
 * @param description of the size; by default that of a volume with an emptyDir in its place, see {@link claimedOrEmpty}
 * @param ofStatefulSet whether it is in a StatefulSet, in which Kubernetes changes nothing of it
 */
export function claimValues(
  size: string,
  description = 'Size of the volume; without a volume, the size limit of the emptyDir in its place.',
  ofStatefulSet = false,
) {
  const fixed = ofStatefulSet
    ? '; only at the installation, since Kubernetes does not change a StatefulSet in them'
    : '';
  return {
    size: amount(size, description),
    storageClass: storageClassName(
      "Storage class of the volume; empty for the cluster's default, - for none: a volume that an administrator made.",
    ),
    existingClaim: objectName('', 'Existing PersistentVolumeClaim, in place of a created one.'),
    annotations: claimAnnotations(`Annotations of the claim${fixed}.`),
    labels: labels({}, `Labels of the claim${fixed}.`),
  };
}

/** Annotations of a claim: whether Helm keeps it is a value of its own. */
function claimAnnotations(description: string) {
  const map = annotations({}, description);
  const keys = {
    ...map.shape.keys,
    reserved: /^((checksum|helm\.sh)\/|[^/]{254})/,
    expects: 'annotation names outside checksum/ and helm.sh/',
  };
  return { ...map, shape: { ...map.shape, keys }, expects: `a map whose keys are ${keys.expects}` };
}

/** Access mode, size and storage class of a volume. */
export interface ClaimProps {
  readonly accessMode: Expr<string> | 'ReadWriteOnce' | 'ReadWriteMany';
  readonly size: Expr<string | number>;
  readonly storageClass: Expr<string>;
  /** A claim of the user, in its place. @default - none */
  readonly existingClaim?: Expr<string>;
  /** @default - none but the chart's */
  readonly annotations?: Expr<Readonly<Record<string, string>>>;
  /** @default - none but the chart's */
  readonly labels?: Expr<Readonly<Record<string, string>>>;
}

/**
 * The spec of a claim for a volume.
 *
 * @param otherwise the storage class where the user names none; by default the cluster chooses one
 */
export function claimSpec(
  { accessMode, size, storageClass }: ClaimProps,
  otherwise?: Templated<string>,
): Templated<k8s.PersistentVolumeClaimSpec> {
  const named = otherwise === undefined ? ifSet(storageClass) : choose(storageClass, storageClass, otherwise);
  return {
    accessModes: [accessMode],
    storageClassName: choose(equal(storageClass, '-'), '', named),
    resources: { requests: { storage: size as Expr<string> } },
  };
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

/** Adds a PersistentVolumeClaim of a component, unless the user names an existing one, and returns the name of that which is used. */
export function addVolume(
  scope: Construct,
  component: Component,
  claim: ClaimProps,
  options: VolumeOptions,
): Expr<string> {
  const { suffix, name, id = 'pvc', retain = false } = options;
  const keep = typeof retain === 'boolean' ? 'keep' : when(retain, 'keep');
  const { existingClaim } = claim;
  const annotations = [
    ...(retain === false ? [] : [{ 'helm.sh/resource-policy': keep }]),
    ...(claim.annotations === undefined ? [] : [claim.annotations]),
  ];
  const together = annotations.length === 0 ? undefined : merged(...annotations);
  const own = component.metadata(suffix, together, claim.labels);
  const metadata = name === undefined ? own : { ...own, name };
  const wanted = existingClaim === undefined ? options.when : and(options.when, not(existingClaim));
  const called = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const existing = { namespace: component.namespace, name: metadata.name };
  const live = new Live(scope, called, ['v1', 'PersistentVolumeClaim'], existing);
  // What Helm keeps stays part of the release when nothing uses it any more: Helm 3 cannot roll back from a revision without it to one
  // with it (client.Update, 'no PersistentVolumeClaim with the name').
  const kept = typeof retain === 'boolean' ? live.isOfRelease : and(retain, live.isOfRelease);
  const rendered = new OnlyIf(live.inside, `${id}-if`, retain === false ? wanted : or(wanted, kept));
  validateClaim(rendered, live, claim);
  const before = new ClassSetByHelm(rendered, live);
  Resource.of(before, id, {
    of: k8s.KubePersistentVolumeClaim,
    manifest: { metadata, spec: claimSpec(claim, before.storageClass) },
  });
  return existingClaim === undefined ? metadata.name : orElse(existingClaim, metadata.name);
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
