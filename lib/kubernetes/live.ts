import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import {
  and,
  asJson,
  equal,
  exceeds,
  firstWithin,
  includes,
  lookup,
  matches,
  not,
  objectWithin,
  or,
  releaseName,
  releaseNamespace,
  stringsWithin,
  stringWithin,
  trimPrefix,
  type Condition,
} from '../engine/template/operators';
import { Named } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { when, type Templated } from '../engine/template/tree';
import type { Component } from './component';
import { pathOf } from './validation';

// What these ask the cluster is known only to `helm install` and `helm upgrade`. `helm template` and the plain rendering find nothing
// there and print what a new release would have.

/** An object of the cluster, under a name within a scope. */
export class Live extends Named<Readonly<Record<string, unknown>>> {
  private readonly annotations: Named<Readonly<Record<string, unknown>>>;

  /** @param name what templates call it, such as `claim` */
  constructor(
    scope: Construct,
    name: string,
    [apiVersion, kind]: readonly [apiVersion: string, kind: string],
    at: { readonly namespace: string | Expr<string>; readonly name: Expr<string> },
  ) {
    super(scope, name, lookup([apiVersion, kind], at.namespace, at.name));
    this.annotations = new Named(
      this,
      'annotations',
      objectWithin(this.reference, 'metadata', 'annotations'),
    );
  }

  /** The scope within which it has its name. */
  get inside(): Construct {
    return this.annotations;
  }

  /** Whether it is there and belongs to this release, by the annotations that Helm gives to what it installs. */
  get isOfRelease(): Condition {
    const annotation = (key: string) => stringWithin(this.annotations.reference, `meta.helm.sh/${key}`);
    return and(
      equal(annotation('release-name'), releaseName),
      equal(annotation('release-namespace'), releaseNamespace),
    );
  }
}

/** The storage class that Helm has set of a live claim, within a scope; none where the cluster has chosen one. */
export class ClassSetByHelm extends Named<unknown> {
  /**
   * Helm has to set it again: what it stops to set it takes away, by a server-side apply in particular, and Kubernetes lets nobody do that.
   * A default of the cluster it must not begin to set: a rollback to the revision before would take it away.
   */
  readonly storageClass: Templated<string>;

  constructor(scope: Construct, { reference: claim }: Live) {
    const managers = asJson(stringsWithin(claim, 'metadata', 'managedFields'));
    // In the JSON of a manager its name follows the fields that it sets; clients based on Helm have it in theirs.
    const fields = /"f:storageClassName":\{\}([^"]|"(f:[^"]*|[.])")*"manager":"[^"]*helm/;
    super(scope, 'classSetByHelm', matches(managers, fields));
    this.storageClass = when(this.reference, stringWithin(claim, 'spec', 'storageClassName'));
  }
}

/** What is wanted of a volume. */
interface Wanted {
  readonly accessMode: Expr<string> | string;
  readonly size: Expr<string | number>;
  readonly storageClass: Expr<string>;
}

/**
 * Rejects an upgrade that changes what Kubernetes never changes of a PersistentVolumeClaim, in the place of the API server's message.
 *
 * @param scope where the claim is rendered, within the one that the live claim has its name in
 */
export function validateClaim(scope: Construct, { reference: claim }: Live, wanted: Wanted): void {
  const reject = (value: string, reason: string, ...conditions: readonly Condition[]) => {
    const path = `${sectionOf(wanted.size)}.${value}`;
    StackTemplate.of(scope).addValidationWithin(scope, path, reason, claim, ...conditions);
  };
  const differs = `differs from that of the claim in the cluster, which Kubernetes does not change; ${COPY}`;
  const modes = stringsWithin(claim, 'spec', 'accessModes');
  reject('accessMode', differs, not(includes(modes, wanted.accessMode)));
  const { storageClass } = wanted;
  const liveClass = stringWithin(claim, 'spec', 'storageClassName');
  reject('storageClass', differs, storageClass, not(equal(liveClass, trimPrefix(storageClass, '-'))));
  reject(
    'size',
    'is below that of the claim in the cluster, and Kubernetes makes volumes larger only; use at least its size.',
    exceeds(stringWithin(claim, ...STORAGE), wanted.size),
  );
}

/**
 * Rejects an upgrade that changes the volume of a StatefulSet, which Kubernetes never does, in the place of the API server's message.
 *
 * @param scope where the StatefulSet is rendered
 */
export function validateStatefulVolume(
  scope: Construct,
  { name, namespace }: Pick<Component, 'name' | 'namespace'>,
  wanted: Omit<Wanted, 'accessMode'> & { readonly enabled: Condition },
): void {
  const existing = lookup(['apps/v1', 'StatefulSet'], namespace, name);
  const statefulSet = new Named(scope, 'statefulSet', existing);
  const volume = new Named(
    statefulSet,
    'volume',
    firstWithin(statefulSet.reference, 'spec', 'volumeClaimTemplates'),
  );
  const { enabled, storageClass } = wanted;
  const liveSize = stringWithin(volume.reference, ...STORAGE);
  const reject = (value: string, ...conditions: readonly Condition[]) => {
    const path = `${sectionOf(wanted.size)}.${value}`;
    const reason = `differs from what the StatefulSet in the cluster has, which Kubernetes does not change; ${DELETE_WITHOUT_POD}`;
    StackTemplate.of(scope).addValidationWithin(volume, path, reason, statefulSet.reference, ...conditions);
  };
  reject('enabled', or(and(enabled, not(liveSize)), and(not(enabled), liveSize)));
  reject('size', enabled, or(exceeds(liveSize, wanted.size), exceeds(wanted.size, liveSize)));
  const liveClass = stringWithin(volume.reference, 'spec', 'storageClassName');
  reject('storageClass', enabled, not(equal(liveClass, trimPrefix(storageClass, '-'))));
}

const STORAGE = ['spec', 'resources', 'requests', 'storage'] as const;
const COPY = 'keep the old value, or copy the data, delete the claim and upgrade again.';
const DELETE_WITHOUT_POD =
  'keep the old value, or delete the StatefulSet without its pod (kubectl delete statefulset --cascade=orphan) and upgrade again: "Change a volume" in the README.';

/** Where the value of a size stands, as messages name it: `redis.persistence`. */
function sectionOf(size: Expr<unknown>): string {
  return pathOf(size).replace(/[.][^.]*$/, '');
}
