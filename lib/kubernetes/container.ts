import type { Expr } from '../engine/template/expression';
import type { Templated } from '../engine/template/tree';
import * as k8s from './k8s';
import { HTTP } from './service';

/** A container in the words of cdk8s's class, with expressions and decisions in any place. */
export type Container = { readonly [K in keyof k8s.Container]: Templated<k8s.Container[K]> };

/** An image, and when the node pulls it. */
export interface ContainerImage {
  readonly image: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
}

/** CPU and memory of a container that the user does not set, such as `{ cpu: '100m', memory: '64Mi' }`. */
export interface FixedResources {
  readonly limits: { readonly cpu: string; readonly memory: string };
  readonly requests: { readonly cpu: string; readonly memory: string };
}

/** The resources of a container that the user does not set: what runs for a moment, or needs the same everywhere. */
export function fixedResources({ limits, requests }: FixedResources) {
  const quantities = ({ cpu, memory }: FixedResources['limits']) => ({
    cpu: k8s.Quantity.fromString(cpu),
    memory: k8s.Quantity.fromString(memory),
  });
  return { limits: quantities(limits), requests: quantities(requests) };
}

/** The resources of a small program or script. */
export const SMALL_RESOURCES = fixedResources({
  limits: { cpu: '100m', memory: '64Mi' },
  requests: { cpu: '10m', memory: '32Mi' },
});

/** The resources of a BusyBox tool. */
export const TINY_RESOURCES = fixedResources({
  limits: { cpu: '100m', memory: '32Mi' },
  requests: { cpu: '10m', memory: '16Mi' },
});

/** The port that a container serves HTTP on: Services and probes know it by its name, `http`. */
export function httpPort(containerPort: number | Expr<number>) {
  return { name: HTTP, containerPort, protocol: 'TCP' };
}

/** The port named `http`, for probes. */
export const HTTP_PORT = k8s.IntOrString.fromString(HTTP);

/** The action of a probe that requests a path, without authentication. */
export function httpGet(path: string | Expr<string>) {
  return { httpGet: { path, port: HTTP_PORT } };
}

/** The names of the environment variables in which a container finds a host and a port. */
export interface AddressVariables {
  readonly host: string;
  readonly port: string;
}

// The kernel does not end process 1 at a signal that it has no handler for: without one, a pod that waits lives on for its whole grace period.
const STOP_WAITING = "trap 'exit 143' TERM";

/** The command of an init container that waits until a port is open, as `sh` and the `nc` of BusyBox understand it. */
export function waitForPort({ host, port }: AddressVariables = { host: 'HOST', port: 'PORT' }): string[] {
  const script = `${STOP_WAITING}; until nc -z -w 2 "$${host}" "$${port}"; do echo "waiting for $${host}:$${port}"; sleep 2; done`;
  return ['sh', '-c', script];
}

/**
 * The command of a container that starts a program once another container of its pod has opened a port. The program takes the
 * place of the shell, so it gets the signals.
 */
export function startWhenOpen(port: number, program: Templated<string>): Templated<string>[] {
  const script = `${STOP_WAITING}; until nc -z 127.0.0.1 ${String(port)}; do sleep 1; done; trap - TERM; exec "$0"`;
  return ['sh', '-c', script, program];
}

/** A `preStop` hook that keeps a terminating pod going for a time, while new requests go elsewhere and open streams go on. */
export function sleepBeforeStop(seconds: string | Expr<string>) {
  return { preStop: { exec: { command: ['sleep', seconds] } } };
}

/** Time for Services and Ingresses to remove a terminating pod from their endpoints, in seconds. */
export const DEREGISTRATION_SECONDS = 5;

/**
 * Waits while a client is connected to a port and the pod to somebody else, which is what a request looks like that is forwarded, but
 * no longer than a number of seconds; as `sh`, `date` and the `awk` of BusyBox understand it. Idle connections of either side alone do
 * not count, and it takes two looks to find the pod idle. The files of the kernel have ports in hexadecimal digits, and 01 for an
 * established connection. Somebody else may listen on the same port; what is connected to this one over the loopback is a probe.
 */
const DRAIN = `
port=$0 seconds=$1 client=$2 quiet=0
shift 2
own=":$(printf '%04X' "$port")$"
self="(0100007F|01000000)$own"
ignored=$(printf ':%04X$|' "$@")
ignored=\${ignored%|}
sleep ${String(DEREGISTRATION_SECONDS)}
end=$(($(date +%s) + seconds))
while [ "$quiet" -lt 2 ] && [ "$(date +%s)" -lt "$end" ]; do
  if cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    awk -v client="$client" -v own="$own" -v self="$self" -v ignored="$ignored" '
      $4 == "01" && $2 ~ own { client = 1; next }
      $4 == "01" && $3 !~ self && $2 !~ ignored && $3 !~ ignored { upstream = 1 }
      END { exit !(client && upstream) }
    '
  then quiet=0; else quiet=$((quiet + 1)); fi
  sleep 1
done
`.trimStart();

/** How long a terminating pod may go on, and what does not keep it. */
export interface DrainOptions {
  /** The port that clients connect to. */
  readonly port: string | Expr<string>;
  /** The longest stream, in seconds. */
  readonly seconds: Expr<string>;
  /**
   * Ports of databases and sidecars, whose connections last as long as the pod.
   *
   * @default - none
   */
  readonly besides?: readonly Templated<string>[];
  /**
   * Whether the program works on without the client that asked for it.
   *
   * @default false
   */
  readonly background?: boolean;
}

/**
 * A `preStop` hook for programs that drop their streams at SIGTERM: it keeps a terminating pod going while it forwards requests, as
 * long as they last and no longer. A client that keeps its connection and an upstream that keeps the pod's look like a request: until
 * one of them closes it, the pod goes on.
 */
export function drainBeforeStop({ port, seconds, besides = [], background = false }: DrainOptions) {
  const client = background ? '1' : '0';
  return { preStop: { exec: { command: ['sh', '-c', DRAIN, port, seconds, client, ...besides] } } };
}
