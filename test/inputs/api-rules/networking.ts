import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { at, listAt, mapsAt, repeated, stringAt } from './json';
import { isPort } from './containers';
import { labelProblems, placed, selectorProblems } from './metadata';
import { cidr, dnsSubdomain, ingressHost, portName, serviceName } from './names';

type Rules = (object: JsonObject, all: readonly JsonObject[]) => Generator<string>;

// The default of the API server's --service-node-port-range.
const NODE_PORTS = { first: 30_000, last: 32_767 };

/** What the API server rejects in objects of the network. */
export const networkRules: Readonly<Record<string, Rules>> = {
  *Service(object) {
    const ports = mapsAt(object, 'spec', 'ports');
    if (ports.length === 0) yield 'ports: there is none';
    for (const port of ports) {
      if (!isPort(at(port, 'port'))) yield `ports: ${JSON.stringify(at(port, 'port'))} is no port`;
      if (ports.length > 1 || at(port, 'name') !== undefined)
        yield* placed('ports', portName(stringAt(port, 'name')));
      const target = at(port, 'targetPort');
      if (target !== undefined && !isPort(target)) yield* placed('targetPort', portName(String(target)));
      const node = Number(at(port, 'nodePort') ?? NODE_PORTS.first);
      if (!(node >= NODE_PORTS.first && node <= NODE_PORTS.last))
        yield `nodePort: ${String(node)} is not from 30000 to 32767`;
    }
    for (const name of repeated(ports.map((port) => stringAt(port, 'name'))))
      yield `ports: ${name} is there twice`;
    for (const port of repeated(
      ports.map((port) => `${String(at(port, 'port'))}/${stringAt(port, 'protocol')}`),
    ))
      yield `ports: ${port} is there twice`;
    yield* labelProblems('selector', at(object, 'spec', 'selector'));
    for (const range of listAt(object, 'spec', 'loadBalancerSourceRanges'))
      yield* placed('loadBalancerSourceRanges', cidr(String(range)));
  },
  *Ingress(object, all) {
    const className = at(object, 'spec', 'ingressClassName');
    if (className !== undefined) yield* placed('ingressClassName', dnsSubdomain(String(className)));
    for (const certificate of mapsAt(object, 'spec', 'tls')) {
      for (const host of listAt(certificate, 'hosts')) yield* placed('tls.hosts', ingressHost(String(host)));
      const secret = at(certificate, 'secretName');
      if (secret !== undefined && secret !== '')
        yield* placed('tls.secretName', dnsSubdomain(String(secret)));
    }
    for (const rule of mapsAt(object, 'spec', 'rules')) {
      const host = at(rule, 'host');
      if (host !== undefined && host !== '') yield* placed('rules.host', ingressHost(String(host)));
      if (mapsAt(rule, 'http', 'paths').length === 0) yield 'rules: a host has no path';
      for (const path of mapsAt(rule, 'http', 'paths')) yield* pathProblems(path, all);
    }
  },
  // The validation rules of its definition (gateway-api, apis/v1/httproute_types.go).
  *HTTPRoute(object, all) {
    const parents = mapsAt(object, 'spec', 'parentRefs');
    if (parents.length === 0) yield 'parentRefs: there is none';
    const gateway = (parent: JsonObject, ...more: readonly string[]) =>
      ['kind', 'namespace', 'name', ...more]
        .map((key) => stringAt(parent, key) || (key === 'kind' ? 'Gateway' : ''))
        .join('/');
    for (const parent of repeated(parents.map((one) => gateway(one, 'sectionName'))))
      yield `parentRefs: ${parent} is there twice`;
    const whole = parents
      .filter((parent) => stringAt(parent, 'sectionName') === '')
      .map((one) => gateway(one));
    for (const parent of parents)
      if (stringAt(parent, 'sectionName') !== '' && whole.includes(gateway(parent)))
        yield `parentRefs: ${gateway(parent)} is there with a listener and without`;
    for (const [key, most] of [
      ['parentRefs', 32],
      ['hostnames', 16],
      ['rules', 16],
    ] as const)
      if (listAt(object, 'spec', key).length > most) yield `${key}: there are more than ${String(most)}`;
    for (const host of listAt(object, 'spec', 'hostnames'))
      yield* placed('hostnames', ingressHost(String(host)));
    for (const rule of mapsAt(object, 'spec', 'rules')) yield* routeRuleProblems(rule, all);
  },
  *Route(object, all) {
    const host = at(object, 'spec', 'host');
    if (host !== undefined) yield* placed('host', dnsSubdomain(String(host)));
    const termination = stringAt(object, 'spec', 'tls', 'termination');
    const path = at(object, 'spec', 'path');
    if (path !== undefined && !String(path).startsWith('/'))
      yield `path: ${String(path)} does not begin with "/"`;
    if (path !== undefined && termination === 'passthrough') yield 'path: there is one with passthrough';
    if (host === undefined && stringAt(object, 'spec', 'wildcardPolicy') === 'Subdomain')
      yield 'wildcardPolicy: Subdomain is of no host';
    const name = stringAt(object, 'spec', 'to', 'name');
    const port = stringAt(object, 'spec', 'port', 'targetPort');
    if (!portsOf(name, all).some((one) => one['name'] === port))
      yield `to: there is no Service ${name} with the port ${port}`;
  },
  *NetworkPolicy(object) {
    yield* selectorProblems('podSelector', at(object, 'spec', 'podSelector'));
    for (const [direction, other] of [
      ['ingress', 'from'],
      ['egress', 'to'],
    ] as const) {
      for (const rule of mapsAt(object, 'spec', direction)) {
        for (const port of mapsAt(rule, 'ports')) yield* policyPortProblems(direction, port);
        for (const peer of mapsAt(rule, other)) yield* peerProblems(direction, peer);
      }
    }
  },
};

// pkg/apis/networking/validation, validateHTTPIngressPath
const INVALID_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const INVALID_ENDINGS = ['/..', '/.'];

function* pathProblems(path: JsonObject, all: readonly JsonObject[]): Generator<string> {
  const text = stringAt(path, 'path');
  const type = stringAt(path, 'pathType');
  if (!text.startsWith('/') && !(type === 'ImplementationSpecific' && text === ''))
    yield `path: ${text} does not begin with "/"`;
  if (type !== 'ImplementationSpecific') {
    for (const sequence of INVALID_SEQUENCES)
      if (text.includes(sequence)) yield `path: ${text} has ${sequence} in it`;
    for (const ending of INVALID_ENDINGS) if (text.endsWith(ending)) yield `path: ${text} ends in ${ending}`;
  }
  if (type === '') yield 'pathType: there is none';
  const name = stringAt(path, 'backend', 'service', 'name');
  yield* placed('backend', serviceName(name));
  const number = at(path, 'backend', 'service', 'port', 'number');
  if (!isPort(number)) yield `backend: ${JSON.stringify(number)} is no port`;
  if (!portsOf(name, all).some(({ port }) => port === number))
    yield `backend: there is no Service ${name} with the port ${String(number)}`;
}

/** The ports of a Service. */
function portsOf(name: string, all: readonly JsonObject[]): readonly JsonObject[] {
  const service = all.find(
    (object) => object['kind'] === 'Service' && stringAt(object, 'metadata', 'name') === name,
  );
  return mapsAt(service, 'spec', 'ports');
}

const PATH_CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$/;

function* routeRuleProblems(rule: JsonObject, all: readonly JsonObject[]): Generator<string> {
  for (const match of mapsAt(rule, 'matches')) {
    const text = stringAt(match, 'path', 'value');
    if (stringAt(match, 'path', 'type') === 'RegularExpression') continue;
    if (!text.startsWith('/') || !PATH_CHARACTERS.test(text)) yield `path: ${text} is no path`;
    for (const sequence of [...INVALID_SEQUENCES, '#'])
      if (text.includes(sequence)) yield `path: ${text} has ${sequence} in it`;
    for (const ending of INVALID_ENDINGS) if (text.endsWith(ending)) yield `path: ${text} ends in ${ending}`;
  }
  const redirects = mapsAt(rule, 'filters').some((filter) => stringAt(filter, 'type') === 'RequestRedirect');
  const backends = mapsAt(rule, 'backendRefs');
  if (redirects && backends.length > 0) yield 'rules: a redirect has a backend';
  for (const { name, port } of backends)
    if (!portsOf(String(name), all).some((one) => one['port'] === port))
      yield `backendRefs: there is no Service ${String(name)} with the port ${String(port)}`;
}

function* policyPortProblems(direction: string, port: JsonObject): Generator<string> {
  const { port: first, endPort: last } = port;
  if (first !== undefined && !isPort(first)) yield* placed(direction, portName(String(first)));
  if (last !== undefined && !(isPort(last) && isPort(first) && Number(last) >= Number(first)))
    yield `${direction}: endPort ${JSON.stringify(last)} is wrong`;
  if (!['TCP', 'UDP', 'SCTP', ''].includes(stringAt(port, 'protocol')))
    yield `${direction}: a protocol is wrong`;
}

function* peerProblems(direction: string, peer: JsonObject): Generator<string> {
  const block: Json | undefined = peer['ipBlock'];
  const selectors = ['podSelector', 'namespaceSelector'].filter((key) => peer[key] !== undefined);
  if ((block !== undefined) === selectors.length > 0) yield `${direction}: a peer is not one thing`;
  if (block !== undefined) yield* placed(direction, cidr(stringAt(block, 'cidr')));
  for (const range of listAt(block, 'except')) yield* placed(direction, cidr(String(range)));
  for (const selector of selectors) yield* selectorProblems(direction, peer[selector]);
}
