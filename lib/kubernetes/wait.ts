import type { Templated } from '../engine/template/tree';

/** The names of the environment variables in which a container finds a host and a port. */
export interface AddressVariables {
  readonly host: string;
  readonly port: string;
}

/**
 * The first command of a script that waits as process 1 of a container. The kernel delivers no signal to process 1 that it has no handler
 * for: without one, a pod that waits lives on for its whole grace period.
 */
export const STOP_WAITING = "trap 'exit 143' TERM";

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
