import type { KubernetesObject } from '../../engine/manifests/render';

/** The input of kubeseal, which takes one Secret at a time (pkg/kubeseal/kubeseal.go, readSecret): one in each line, as JSON. */
export function sealingInput(secrets: readonly KubernetesObject[]): string {
  return secrets.map((secret) => `${JSON.stringify(secret)}\n`).join('');
}
