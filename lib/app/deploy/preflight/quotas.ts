import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items, metadataOf } from '../../../engine/release/objects';
import { selects } from '../../../engine/release/selection';
import type { Json } from '../../../engine/values/declaration';
import { isMap, scalarString } from '../../../engine/values/merge';
import { objectsOf } from '../../cluster/objects';
import { cpuQuantity, memoryQuantity, quantityOf } from '../../objects/quantity';
import { podCountOf, podResource } from '../../objects/workloads';
import { admittedPod } from './pods';
import type { Asked, Question } from './question';
import { countsPod, scopesOf } from './quota-scopes';

/** Do the quotas leave room for all pods and claims together? Those with scopes are for some pods only. */
export const quotas: Question = {
  kind: 'quota',
  whether: 'the quotas leave room',
  ask: (asked) => [...asked.namespaces.keys()].flatMap((namespace) => ofNamespace(asked, namespace)),
};

function ofNamespace({ kubectl, objects }: Asked, namespace: string): readonly string[] {
  const limited = objectsOf(kubectl, 'resourcequotas', namespace);
  if (limited.length === 0) return [];
  const all = objects.filter((object) => metadataOf(object).namespace === namespace);
  const allLive = objectsOf(kubectl, 'pods,persistentvolumeclaims', namespace);
  // What LimitRanges and the default of priorities add decides on scopes too.
  const pods = new Map(
    limited.some((quota) => scopesOf(quota).length > 0)
      ? all.map((object) => [object, admittedPod(kubectl, object)] as const)
      : [],
  );
  return limited.flatMap((quota) => {
    const isCounted = (pod: KubernetesObject | undefined) =>
      pod === undefined || countsPod(quota, pod['spec'] ?? {});
    const ours = all.filter((object) => isCounted(pods.get(object)));
    const live = allLive.filter((one) => one['kind'] !== 'Pod' || isCounted(one));
    const hard = at(quota, 'status', 'hard') ?? at(quota, 'spec', 'hard');
    return Object.entries(isMap(hard) ? hard : {}).flatMap(([resource, most]) => {
      const meter = meterOf(resource);
      if (meter === undefined) return [];
      const needed = meter.needed(ours);
      const used = quantityOf(at(quota, 'status', 'used', resource) ?? 0);
      const others = Math.max(used - meter.counted(live, ours), 0);
      if (needed === 0 || needed + others <= quantityOf(most)) return [];
      const rest = others > 0 ? `, beside ${meter.text(others)} of others` : '';
      return [
        `ResourceQuota ${namespace}/${metadataOf(quota).name} allows ${resource}: ${scalarString(most)}, and the deployment needs ${meter.text(needed)}${rest}; raise it, or lower the values.`,
      ];
    });
  });
}

/** How a resource of a quota is counted. */
interface Meter {
  /** By objects that are to be deployed. */
  readonly needed: (objects: readonly KubernetesObject[]) => number;
  /** By what is there already of these objects: it is in what the quota says is used. */
  readonly counted: (live: readonly KubernetesObject[], objects: readonly KubernetesObject[]) => number;
  readonly text: (amount: number) => string;
}

function meterOf(resource: string): Meter | undefined {
  const name = resource.replace(/^count\//, '');
  if (name === 'pods') return ofPods(() => 1, String);
  if (name === 'persistentvolumeclaims') return ofClaims(() => 1, String);
  if (name === 'requests.storage')
    return ofClaims(
      (claim) => quantityOf(at(claim, 'resources', 'requests', 'storage') ?? 0),
      memoryQuantity,
    );
  const [, part = 'requests', kind] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const of = part === 'limits' ? 'limits' : 'requests';
  return ofPods((pod) => podResource(pod, of, kind), kind === 'cpu' ? cpuQuantity : memoryQuantity);
}

function ofPods(amount: (pod: Json) => number, text: Meter['text']): Meter {
  return {
    text,
    needed: (objects) =>
      sum(
        objects
          .filter((object) => isMap(at(object, 'spec', 'template', 'spec')))
          .map(
            (object) =>
              podCountOf(object, objects).least * amount(at(object, 'spec', 'template', 'spec') ?? {}),
          ),
      ),
    counted: (live, objects) =>
      sum(
        live
          .filter((one) => one['kind'] === 'Pod' && isRunning(one) && isOf(one, objects))
          .map((one) => amount(one['spec'] ?? {})),
      ),
  };
}

function isRunning(pod: KubernetesObject): boolean {
  return !['Succeeded', 'Failed'].includes(scalarString(at(pod, 'status', 'phase')));
}

function isOf(pod: KubernetesObject, objects: readonly KubernetesObject[]): boolean {
  return objects.some((object) => {
    const selector = at(object, 'spec', 'selector');
    return (
      isMap(at(object, 'spec', 'template')) &&
      isMap(selector) &&
      selects(selector, at(pod, 'metadata', 'labels'))
    );
  });
}

function ofClaims(amount: (claim: Json) => number, text: Meter['text']): Meter {
  return {
    text,
    needed: (objects) => sum(objects.flatMap(claimsIn).map(({ spec }) => amount(spec))),
    counted: (live, objects) => {
      const names = objects.flatMap(claimsIn).map(({ name }) => name);
      return sum(
        live
          .filter((one) => one['kind'] === 'PersistentVolumeClaim' && names.includes(metadataOf(one).name))
          .map((one) => amount(one['spec'] ?? {})),
      );
    },
  };
}

/** The claims that an object is, or that a StatefulSet makes for its pods. */
function claimsIn(object: KubernetesObject): readonly { readonly name: string; readonly spec: Json }[] {
  const { name } = metadataOf(object);
  if (object['kind'] === 'PersistentVolumeClaim') return [{ name, spec: object['spec'] ?? {} }];
  const pods = Number(at(object, 'spec', 'replicas') ?? 1);
  return items(at(object, 'spec', 'volumeClaimTemplates')).flatMap((template) =>
    Array.from({ length: pods }, (_, index) => ({
      name: `${scalarString(at(template, 'metadata', 'name'))}-${name}-${index}`,
      spec: at(template, 'spec') ?? {},
    })),
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
