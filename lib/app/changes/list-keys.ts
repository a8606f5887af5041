import type { Json } from '../../engine/values/declaration';
import { at } from '../../engine/release/objects';

/**
 * By what Kubernetes takes items of lists for the same: `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys` of its OpenAPI
 * document, and of the custom resources that the stacks use. A path is one key.
 */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  containers: [['name']],
  initContainers: [['name']],
  env: [['name']],
  volumes: [['name']],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  imagePullSecrets: [['name']],
  secrets: [['name']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey'], ['whenUnsatisfiable']],
  volumeClaimTemplates: [['metadata', 'name']],
  parentRefs: [['name'], ['sectionName']],
  backendRefs: [['name'], ['port']],
  groups: [['name']],
  subjects: [['kind'], ['name'], ['namespace']],
  metrics: [['type'], ['resource', 'name']],
  tls: [['secretName']],
};

/** Ports are numbered differently: of containers, of Services, and of policies and monitors. */
const PORTS: readonly (readonly string[])[] = [['containerPort'], ['port'], ['protocol']];

/**
 * What an item of a list is known by; nothing where the list has no such key or the item lacks it.
 *
 * @param path of the list
 */
export function itemKey(item: Json, path: readonly string[]): string | undefined {
  const list = path.at(-1) ?? '';
  const keys = list === 'ports' ? PORTS : list === 'rules' ? ruleKeys(item) : KEYS[list];
  if (keys === undefined) return undefined;
  const parts = keys.flatMap((key) => {
    const value = at(item, ...key);
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  return parts.length === 0 ? undefined : parts.join('/');
}

/** Rules of alerts have a name, rules of an Ingress a host. Those of roles and routes have neither. */
function ruleKeys(item: Json): readonly (readonly string[])[] | undefined {
  return [['alert'], ['record'], ['host']]
    .map((key) => [key])
    .find(([key = []]) => at(item, ...key) !== undefined);
}
