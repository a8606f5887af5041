import { isEmpty, isMap, listOf, mapOf, type Found, type Json } from './json';
import { at } from './path';
import type { NamedPorts } from './workloads';

/** Whether some rule of a NetworkPolicy, `spec.ingress` or `spec.egress`, admits a port. */
export function allowsPort(rules: Found, port: Json, ports: NamedPorts): boolean {
  return listOf(rules).some((rule) => admitsPort(rule, port, ports));
}

/** Whether some rule admits a port for all pods of a namespace. */
export function allowsFromNamespace(rules: Found, namespace: string, port: Json, ports: NamedPorts): boolean {
  return listOf(rules).some((rule) => {
    const peers = listOf(at(rule, 'from'));
    return (
      admitsPort(rule, port, ports) && (peers.length === 0 || peers.some((peer) => isAll(peer, namespace)))
    );
  });
}

function admitsPort(rule: Json, wanted: Json, ports: NamedPorts): boolean {
  const admitted = listOf(at(rule, 'ports')).filter(isMap);
  return (
    admitted.length === 0 ||
    admitted.some(({ port, endPort }) => {
      if (port === undefined || port === wanted) return true;
      if (typeof wanted !== 'number') return false;
      if (typeof port === 'string') return ports(port).includes(wanted);
      return typeof port === 'number' && typeof endPort === 'number' && port <= wanted && wanted <= endPort;
    })
  );
}

/** Whether a peer is every pod of the namespace, as far as the namespace's usual name labels tell. */
function isAll(peer: Json, namespace: string): boolean {
  if (!isMap(peer) || !isMap(peer.namespaceSelector) || !isEmpty(peer.podSelector)) return false;
  const nameLabels = ['name', 'kubernetes.io/metadata.name'];
  const { matchLabels, matchExpressions } = peer.namespaceSelector;
  return (
    Object.entries(mapOf(matchLabels)).every(
      ([key, value]) => nameLabels.includes(key) && value === namespace,
    ) &&
    listOf(matchExpressions).every(
      (expression) =>
        nameLabels.includes(String(at(expression, 'key'))) &&
        at(expression, 'operator') === 'In' &&
        listOf(at(expression, 'values')).includes(namespace),
    )
  );
}
