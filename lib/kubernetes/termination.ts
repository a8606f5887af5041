import type { Expr } from '../engine/template/expression';
import type { Templated } from '../engine/template/tree';
import type { LifecycleHandler } from './k8s';

/** A `preStop` hook that keeps a terminating pod going for a time, while new requests go elsewhere and open streams go on. */
export function sleepBeforeStop(seconds: string | Expr<string>) {
  return { preStop: { exec: { command: ['sleep', seconds] } } };
}

/** Time for Services and Ingresses to remove a terminating pod from their endpoints, in seconds. */
export const DEREGISTRATION_SECONDS = 5;

/*
 * The scripts read the connections of the pod from /proc/net/tcp and tcp6, which have ports in hexadecimal digits, and 01 for an
 * established connection. They need `sh`, `date`, `grep` and `awk`, as BusyBox has them.
 */

/**
 * Waits while a client is connected to a port and the pod is connected to another server, as it is while it forwards a request, but no
 * longer than a number of seconds. An idle connection on one side alone does not count, and the pod must be idle twice in a row. The other
 * server may listen on a port of the same number; what connects to the pod's own by loopback is a probe.
 */
const DRAIN = `
port=$0 seconds=$1 client=$2 quiet=0
shift 2
own=":$(printf '%04X' "$port")$"
self="(0100007F|01000000)$own"
ignored=$(printf ':%04X$|' 0 "$@")
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
  readonly ignoredPorts?: readonly Templated<string>[];
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
export function drainBeforeStop({ port, seconds, ignoredPorts = [], background = false }: DrainOptions): {
  readonly preStop: Templated<LifecycleHandler>;
} {
  const client = background ? '1' : '0';
  return { preStop: { exec: { command: ['sh', '-c', DRAIN, port, seconds, client, ...ignoredPorts] } } };
}

/** Waits while there is a connection to a port, but no longer than a number of seconds. */
const STAY = `
connection=$(printf ':%04X [0-9A-F]*:[0-9A-F]* 01 ' "$0")
end=$(($(date +%s) + $1))
while [ "$(date +%s)" -lt "$end" ] && grep -qs "$connection" /proc/net/tcp /proc/net/tcp6; do sleep 1; done
`.trimStart();

/**
 * A `preStop` hook for a sidecar that another container of the pod is connected to as long as it runs: it keeps the sidecar going until
 * the other one has ended.
 *
 * @param port that the sidecar listens at
 * @param seconds that the other container may take at most
 */
export function stayWhileConnected(port: number, seconds: Expr<string>) {
  return { preStop: { exec: { command: ['sh', '-c', STAY, String(port), seconds] } } };
}
