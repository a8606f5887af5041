import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { isMap, listOf } from './json';
import { at } from './path';
import { isWorkload, labels, podLabels } from './workloads';

/** A kind, then perhaps `/name`, `/*`, `{label=value}` or `{pod:label=value}`. */
const SELECTOR = /^(\*?\w*)(?:\/([^{}]+)|\{(pod:)?([^=]+)=([^}]+)\})?$/;

/**
 * The objects that a selector names:
 *
 * - `*`: all; `*Workload`: all that make pods;
 * - `*RedisClaim`, `*MysqlClaim`: the volume claims of Redis or MySQL, also those that a StatefulSet makes;
 * - `Kind/name`; `Kind/*`: all of a kind;
 * - `Kind{label=value}`: by a label of the object; `Kind{pod:label=value}`: by a label of its pods.
 *
 * @throws Error if the selector cannot be read
 */
export function select(objects: readonly KubernetesObject[], selector: string): readonly KubernetesObject[] {
  const [, kind, name, ofPods, label, value] = SELECTOR.exec(selector) ?? [];
  if (selector === '*') return objects;
  if (selector === '*RedisClaim') return claimsOf('redis', objects);
  if (selector === '*MysqlClaim') return claimsOf('mysql', objects);
  if (!kind || (kind.startsWith('*') && kind !== '*Workload') || (kind !== '*Workload' && !name && !label)) {
    throw new Error(`The selector "${selector}" cannot be read.`);
  }
  const candidates = objects.filter((object) =>
    kind === '*Workload' ? isWorkload(object) : object.kind === kind,
  );
  if (label !== undefined) {
    return candidates.filter((object) => String((ofPods ? podLabels : labels)(object)[label]) === value);
  }
  if (name === undefined || name === '*') return candidates;
  return candidates.filter((object) => at(object, 'metadata.name') === name);
}

/** Whether a selector takes whatever there is of a kind, which may be nothing. */
export function isOpen(selector: string): boolean {
  return selector.endsWith('/*');
}

/** The claims of the workload with this name or component as label. */
function claimsOf(component: string, objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects
    .filter((object) =>
      [labels(object), podLabels(object)].some(
        (own) =>
          own['app.kubernetes.io/name'] === component || own['app.kubernetes.io/component'] === component,
      ),
    )
    .flatMap((object) => {
      if (object.kind === 'PersistentVolumeClaim') return [object];
      const templates = listOf(at(object, 'spec.volumeClaimTemplates')).filter(isMap);
      // The template leaves out the kind, as it can make nothing else.
      return templates.map((template) => ({ ...template, kind: 'PersistentVolumeClaim' }));
    });
}
