import type { Outsider } from './reachability';
import type { ContainerPort, End } from './evaluator';
import type { Labels } from './labels';

/** The namespaces of who is not of a stack. */
export const OUTER_NAMESPACES: ReadonlyMap<string, Labels> = new Map([
  ['ingress-nginx', {}],
  ['gateways', {}],
  ['monitoring', {}],
  ['kube-system', {}],
  ['ci', {}],
  ['models', {}],
  // Somebody gave it labels that are not its due; that of its name the control plane sets.
  ['elsewhere', { name: 'ingress-nginx', 'app.kubernetes.io/name': 'ingress-nginx' }],
]);

/** The namespace of those who should reach nothing. */
export const ELSEWHERE = 'elsewhere';

function pod(namespace: string, labels: Labels = {}, ports: readonly ContainerPort[] = []) {
  return { kind: 'pod', namespace, labels, ports } as const;
}

function tcp(name: string, containerPort: number): ContainerPort {
  return { name, containerPort, protocol: 'TCP' };
}

const NAME_SERVICE = [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, tcp('dns-tcp', 53)] as const;

/** Those whom tables name. The addresses are of the ranges for documentation, but for the private one. */
const NAMED: Readonly<Record<Outsider, Omitted>> = {
  'ingress controller': pod('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }, [
    tcp('http', 80),
    tcp('https', 443),
  ]),
  gateway: pod('gateways', { 'gateway.networking.k8s.io/gateway-name': 'public' }, [
    tcp('http', 80),
    tcp('https', 443),
  ]),
  Prometheus: pod('monitoring', { 'app.kubernetes.io/name': 'prometheus' }, [tcp('http-web', 9090)]),
  'name service': pod('kube-system', { 'k8s-app': 'kube-dns' }, NAME_SERVICE),
  'CI job': pod('ci', { app: 'runner' }),
  'model server': pod('models', { app: 'ollama' }, [tcp('http', 11434)]),
  'model server outside': at('10.20.0.9'),
  'API server': at('192.0.2.10'),
  'Redis outside': at('198.51.100.6'),
  internet: at('203.0.113.7'),
  'internet over IPv6': at('2001:db8::7'),
};

/** What one of the cluster's nodes is called. */
export const NODE = 'a node';

/** Those who are there to be kept out. */
const OTHERS: Readonly<Record<string, Omitted>> = {
  'another pod of ingress-nginx': pod('ingress-nginx'),
  'another pod of gateways': pod('gateways'),
  'another pod of monitoring': pod('monitoring'),
  'another pod of kube-system': pod('kube-system', { 'k8s-app': 'metrics-server' }),
  'another pod of ci': pod('ci'),
  'stranger elsewhere': pod(ELSEWHERE),
  'false name service': pod(ELSEWHERE, { 'k8s-app': 'kube-dns' }, NAME_SERVICE),
  // What answers there gives a node's rights away, with many cloud providers.
  "cloud provider's metadata": at('169.254.169.254'),
  // Its kubelet, and all that runs on its network.
  [NODE]: at('172.16.0.5'),
};

type Omitted =
  Omit<Extract<End, { kind: 'pod' }>, 'name' | 'addresses'> | Omit<Extract<End, { kind: 'outside' }>, 'name'>;

function at(address: string) {
  return { kind: 'outside', addresses: [address] } as const;
}

/** Everybody who is not of a stack and is there in each environment; pods have no addresses yet. */
export const outsiders: readonly (readonly [string, Omitted])[] = Object.entries({ ...NAMED, ...OTHERS });
