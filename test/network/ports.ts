import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Port } from './evaluator';
import { serviceIn } from './objects';
import type { NetworkPolicy } from './policy';

/** Such as `TCP 443`. */
export function portName({ protocol, number }: Port): string {
  return `${protocol} ${String(number)}`;
}

const USUAL = [22, 53, 80, 443, 3000, 3306, 5432, 6379, 6443, 8080, 8443, 9090, 10_250, 11_434];

/** A port that nothing speaks of: who may use it may use any. */
const CANARY = 12_345;

/** The ports of a connection for people: those who may use the one that nothing speaks of may use any. */
export function portNames(ports: readonly Port[]): string {
  return ports.some(({ number }) => number === CANARY) ? 'any port' : ports.map(portName).join(', ');
}

/** Ports that are looked at whatever there is. */
export const ALWAYS: readonly Port[] = [
  ...[...USUAL, CANARY].map((number) => ({ protocol: 'TCP' as const, number })),
  ...[53, CANARY].map((number) => ({ protocol: 'UDP' as const, number })),
  { protocol: 'SCTP', number: CANARY },
];

/** The ports of a Service, and those behind it that it has the numbers of. */
export function portsOfService(object: KubernetesObject): Port[] {
  return (serviceIn(object)?.spec.ports ?? []).flatMap(({ protocol, port, targetPort }) =>
    numbers([port, targetPort]).map((number) => ({ protocol, number })),
  );
}

/** The ports that a policy has the numbers of, with both ends of ranges and what is just outside of them. */
export function portsOfPolicy({ spec }: NetworkPolicy): Port[] {
  return [...(spec.ingress ?? []), ...(spec.egress ?? [])].flatMap(({ ports = [] }) =>
    ports.flatMap(({ protocol, port, endPort }) => {
      const outside = endPort === undefined ? [] : [Number(port) - 1, endPort + 1];
      return numbers([port, endPort, ...outside]).map((number) => ({ protocol, number }));
    }),
  );
}

/** Each port once, in their order. */
export function distinct(ports: readonly Port[]): Port[] {
  return [...new Map(ports.map((port) => [portName(port), port])).values()].sort(
    (one, other) => one.number - other.number || (one.protocol < other.protocol ? -1 : 1),
  );
}

function numbers(values: readonly (number | string | undefined)[]): number[] {
  return values.filter((value): value is number => typeof value === 'number');
}
