import * as k8s from '../../lib/kubernetes/k8s';

/** What an object is, as Helm writes it: `apps/v1/Deployment`. */
export function fullKind(object: { readonly apiVersion?: unknown; readonly kind?: unknown }): string {
  return `${String(object.apiVersion)}/${String(object.kind)}`;
}

/** The kinds that are part of Kubernetes, such as `apps/v1/Deployment`. Any other is a custom resource. */
export const BUILT_IN_KINDS: ReadonlySet<string> = new Set(
  Object.values(k8s).flatMap((exported: unknown) => {
    const { GVK } = exported as { readonly GVK?: { readonly apiVersion: string; readonly kind: string } };
    return GVK === undefined ? [] : [fullKind(GVK)];
  }),
);
