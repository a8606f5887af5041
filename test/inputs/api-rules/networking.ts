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
  const service = all.find(
    (object) => object['kind'] === 'Service' && stringAt(object, 'metadata', 'name') === name,
  );
  if (!mapsAt(service, 'spec', 'ports').some(({ port }) => port === number))
    yield `backend: there is no Service ${name} with the port ${String(number)}`;
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
