import type { KubernetesObject } from '../../engine/manifests/render';
import { at, items, metadataOf } from '../../engine/release/objects';
import { selects } from '../../engine/release/selection';
import type { Json, JsonObject } from '../../engine/values/declaration';
import { isMap, scalarString } from '../../engine/values/merge';
import { behindService, serviceNamed } from './services';
import { waysOf } from './ways';

/** One end of a connection. */
export interface Party {
  /**
   * - `workload`, `database`: a Deployment, and a StatefulSet
   * - `host`: a host of an Ingress, HTTPRoute or Route, or a Service that has a port outside the cluster
   * - `namespace`: all pods of a namespace; without a name, of the cluster
   * - `outside`: what is not of the environment: a host name, or a range of addresses; without a name, any address
   */
  readonly kind: 'workload' | 'database' | 'host' | 'namespace' | 'outside';
  readonly name: string;
  /** That of a workload or database. @default '' */
  readonly namespace?: string;
}

/** Who opens connections to whom. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  /** Those of the destination's pods; none where they are not known, or all are meant. */
  readonly ports: readonly string[];
  /** Whether a network policy allows it and nothing configures it: the destination is not known before it runs. */
  readonly allowed: boolean;
}

const DNS = '53';

/**
 * Who connects to whom: from outside through Ingresses, HTTPRoutes, Routes and Services, between pods as network policies let in, and
 * out to the hosts that pods are configured with and the addresses that network policies allow. DNS is left out.
 *
 * @param objects those of an environment
 */
export function connectionsOf(objects: readonly KubernetesObject[]): readonly Connection[] {
  const workloads = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  return merged([
    ...objects.flatMap((object) => fromOutside(object, objects, workloads)),
    ...workloads.flatMap((workload) => fromPods(workload, objects, workloads)),
    ...workloads.flatMap((workload) => toConfiguredHosts(workload, objects)),
    ...workloads.flatMap((workload) => toAllowedAddresses(workload, objects)),
  ]);
}

/** The connections, one for each pair of parties. */
function merged(connections: readonly Connection[]): readonly Connection[] {
  const pairs = new Map<string, Connection>();
  for (const connection of connections) {
    const key = JSON.stringify([connection.from, connection.to, connection.allowed]);
    const ports = new Set([...(pairs.get(key)?.ports ?? []), ...connection.ports]);
    pairs.set(key, { ...connection, ports: [...ports].sort((a, b) => Number(a) - Number(b)) });
  }
  return [...pairs.values()];
}

function partyOf(workload: KubernetesObject): Party {
  return { kind: workload['kind'] === 'StatefulSet' ? 'database' : 'workload', ...metadataOf(workload) };
}

function podLabels(workload: KubernetesObject): Json | undefined {
  return at(workload, 'spec', 'template', 'metadata', 'labels');
}

/** What an Ingress, an HTTPRoute, a Route or a Service lets in from outside the cluster. */
function fromOutside(
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
  workloads: readonly KubernetesObject[],
): Connection[] {
  const { namespace } = metadataOf(object);
  return waysOf(object).flatMap(({ host, service }) =>
    behindService(serviceNamed(service, namespace, objects), workloads).map((workload) => ({
      from: { kind: 'host' as const, name: host },
      to: partyOf(workload),
      ports: [],
      allowed: false,
    })),
  );
}

/** The pods that network policies let in to a workload: any, where none is about it. */
function fromPods(
  workload: KubernetesObject,
  objects: readonly KubernetesObject[],
  workloads: readonly KubernetesObject[],
): Connection[] {
  const to = partyOf(workload);
  const policies = policiesOf(workload, 'Ingress', objects);
  if (policies.length === 0) return [{ from: { kind: 'namespace', name: '' }, to, ports: [], allowed: true }];
  return policies.flatMap((policy) =>
    items(at(policy, 'spec', 'ingress')).flatMap((rule) => {
      const peers = items(at(rule, 'from'));
      const sources = peers.length === 0 ? [anyPod] : peers.flatMap((peer) => podsOf(peer, to, workloads));
      return sources
        .filter((from) => from.name !== to.name || from.namespace !== to.namespace)
        .map((from) => ({ from, to, ports: portsOf(rule), allowed: from === anyPod }));
    }),
  );
}

const anyPod: Party = { kind: 'namespace', name: '' };

/** The pods that a peer of a network policy selects: workloads of the environment, or the pods of other namespaces. */
function podsOf(peer: Json, { namespace }: Party, workloads: readonly KubernetesObject[]): readonly Party[] {
  const range = scalarString(at(peer, 'ipBlock', 'cidr'));
  if (range !== '') return [{ kind: 'outside', name: range }];
  const namespaces = at(peer, 'namespaceSelector');
  const pods = at(peer, 'podSelector');
  if (isMap(namespaces)) {
    const name = scalarString(at(namespaces, 'matchLabels', 'kubernetes.io/metadata.name'));
    return [name === '' ? anyPod : { kind: 'namespace', name }];
  }
  return workloads
    .filter((workload) => metadataOf(workload).namespace === namespace)
    .filter((workload) => selects(isMap(pods) ? pods : {}, podLabels(workload)))
    .map(partyOf);
}

/** The network policies about a workload's pods in a direction. */
export function policiesOf(
  workload: KubernetesObject,
  direction: 'Ingress' | 'Egress',
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  return objects.filter((object) => {
    const selector = at(object, 'spec', 'podSelector');
    return (
      object['kind'] === 'NetworkPolicy' &&
      metadataOf(object).namespace === metadataOf(workload).namespace &&
      items(at(object, 'spec', 'policyTypes')).includes(direction) &&
      selects(isMap(selector) ? selector : {}, podLabels(workload))
    );
  });
}

function portsOf(rule: Json): readonly string[] {
  return items(at(rule, 'ports')).map((entry) => scalarString(at(entry, 'port')));
}

/** What network policies allow a workload to connect to outside the environment, beside what it is configured with. */
function toAllowedAddresses(workload: KubernetesObject, objects: readonly KubernetesObject[]): Connection[] {
  const from = partyOf(workload);
  const anyAddress: Party = { kind: 'outside', name: '' };
  const policies = policiesOf(workload, 'Egress', objects);
  if (policies.length === 0) return [{ from, to: anyAddress, ports: [], allowed: true }];
  return policies.flatMap((policy) =>
    items(at(policy, 'spec', 'egress')).flatMap((rule) => {
      const ports = portsOf(rule).filter((port) => port !== DNS);
      if (ports.length === 0 && portsOf(rule).length > 0) return [];
      const peers = items(at(rule, 'to'));
      const ranges = peers
        .map((peer) => scalarString(at(peer, 'ipBlock', 'cidr')))
        .filter((range) => range !== '');
      const all = peers.length === 0 || ranges.some((range) => /^(0\.0\.0\.0|::)\/0$/.test(range));
      const names = all ? [''] : ranges;
      return names.map((name) => ({ from, to: { kind: 'outside' as const, name }, ports, allowed: true }));
    }),
  );
}

/** The hosts outside the environment that a workload is told of. */
function toConfiguredHosts(workload: KubernetesObject, objects: readonly KubernetesObject[]): Connection[] {
  const { namespace } = metadataOf(workload);
  const services = objects.filter(({ kind }) => kind === 'Service').map(metadataOf);
  const isHere = (host: string) =>
    services.some((service) =>
      [
        ...(service.namespace === namespace ? [service.name] : []),
        `${service.name}.${service.namespace}`,
        `${service.name}.${service.namespace}.svc`,
      ].includes(host),
    );
  return addressesIn(settingsOf(workload, objects))
    .filter(({ host }) => !isHere(host))
    .map(({ host, port }) => ({
      from: partyOf(workload),
      to: { kind: 'outside', name: host },
      ports: port === '' ? [] : [port],
      allowed: false,
    }));
}

/** A variable, argument or file of a container, with its name if it has one. */
interface Setting {
  readonly name: string;
  readonly text: string;
}

/** What a workload's containers are told: variables, arguments, and the ConfigMaps that they read. */
function settingsOf(workload: KubernetesObject, objects: readonly KubernetesObject[]): readonly Setting[] {
  const pod = at(workload, 'spec', 'template', 'spec');
  const containers = ['initContainers', 'containers'].flatMap((key) => items(at(pod, key)));
  const maps = configMapsIn(pod);
  return [
    ...containers
      .flatMap((container) => items(at(container, 'env')))
      .map((variable) => ({
        name: scalarString(at(variable, 'name')),
        text: scalarString(at(variable, 'value')),
      })),
    ...containers
      .flatMap((container) => items(at(container, 'args')))
      .map((argument) => ({ name: '', text: scalarString(argument) })),
    ...objects
      .filter((object) => object['kind'] === 'ConfigMap' && maps.has(metadataOf(object).name))
      .filter((object) => metadataOf(object).namespace === metadataOf(workload).namespace)
      .flatMap((object) => Object.entries((at(object, 'data') ?? {}) as JsonObject))
      .map(([name, value]) => ({ name, text: scalarString(value) })),
  ];
}

/** The names of the ConfigMaps that a pod reads, in variables and volumes. */
function configMapsIn(pod: Json | undefined): ReadonlySet<string> {
  if (Array.isArray(pod)) return new Set((pod as readonly Json[]).flatMap((item) => [...configMapsIn(item)]));
  if (!isMap(pod)) return new Set();
  const own = ['configMap', 'configMapRef', 'configMapKeyRef']
    .map((key) => scalarString(at(pod, key, 'name')))
    .filter((name) => name !== '');
  return new Set([...own, ...Object.values(pod).flatMap((value) => [...configMapsIn(value)])]);
}

const URL_HOST = /\b(https?):\/\/([a-z0-9][a-z0-9.-]*[a-z0-9])(?::(\d+))?/g;
const SCHEME_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };
/** A host name, as opposed to an address or a word: its last label starts with a letter. */
const HOST_NAME = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/;
const HOST_AND_PORT = /^((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*):(\d+)$/;

/** The hosts in settings: of URLs, of `host:port`, and of variables such as REDIS_HOST. */
function addressesIn(settings: readonly Setting[]): { readonly host: string; readonly port: string }[] {
  return settings.flatMap(({ name, text }) => {
    const [, host, port] = HOST_AND_PORT.exec(text) ?? [];
    if (host !== undefined) return [{ host, port: port ?? '' }];
    if (/(^|_)HOST$/.test(name) && HOST_NAME.test(text)) {
      const portName = name.replace(/HOST$/, 'PORT');
      return [{ host: text, port: settings.find((other) => other.name === portName)?.text ?? '' }];
    }
    return [...text.matchAll(URL_HOST)]
      .map(([, scheme = '', found = '', given]) => ({
        host: found,
        port: given ?? SCHEME_PORTS[scheme] ?? '',
      }))
      .filter(({ host: found }) => /[a-z]/.test(found) && found !== 'localhost');
  });
}
