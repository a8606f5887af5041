import { connects, type Cluster, type End, type Outside, type Pod, type Port } from './evaluator';
import { readPolicy } from './policy';

const namespaces = new Map([
  ['default', {}],
  ['mine', { project: 'myproject' }],
  ['front', { namespace: 'frontend', tier: 'one' }],
  ['back', { namespace: 'backend' }],
]);

export function pod(namespace: string, labels: Record<string, string>, rest: Partial<Pod> = {}): Pod {
  const name = Object.values(labels).join('-') || 'plain';
  return { kind: 'pod', name, namespace, labels, ports: [], addresses: ['10.244.0.9'], ...rest };
}

export function address(ip: string): Outside {
  return { kind: 'outside', name: ip, addresses: [ip] };
}

function tcp(number: number): Port {
  return { protocol: 'TCP', number };
}

/** Answers whether connections are let through where these policies, each in `default`, are the only ones. */
export function given(...specs: readonly unknown[]) {
  return cluster(specs.map((spec, index) => [`default`, `policy-${String(index)}`, spec] as const));
}

export function cluster(policies: readonly (readonly [string, string, unknown])[], rangesPickPods = false) {
  const all: Cluster = {
    namespaces,
    policies: policies.map(([namespace, name, spec]) =>
      readPolicy({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name, namespace },
        spec,
      }),
    ),
    rangesPickPods,
  };
  return (from: End, to: End, port: Port | number) =>
    connects(all, from, to, typeof port === 'number' ? tcp(port) : port);
}

export const database = pod('default', { role: 'db' });
export const frontend = pod('default', { role: 'frontend' });
export const other = pod('default', { role: 'other' });
export const foreign = pod('mine', { role: 'batch' });
export const stranger = pod('back', { role: 'frontend' });
