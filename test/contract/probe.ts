import { connect } from 'node:net';
import { at } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { scalarString } from '../../lib/engine/values/merge';
import { textAt, textsAt } from './container';
import { ask } from './http';

export type ProbeName = 'startupProbe' | 'readinessProbe' | 'livenessProbe';

/** How a probe gets at its container. */
export interface Reach {
  /** The port on this machine for one of the container, by number or name. */
  port(port: string): number;
  /** Runs a command in the container: whether it ends with 0. */
  exec(command: readonly string[]): Promise<boolean>;
}

/** Whether a probe of a container succeeds, tried once, by the rules of the kubelet. */
export async function probe(container: Json, which: ProbeName, reach: Reach): Promise<boolean> {
  const probed = at(container, which);
  const [httpGet, tcpSocket] = [at(probed, 'httpGet'), at(probed, 'tcpSocket')];
  if (httpGet !== undefined) {
    const port = reach.port(scalarString(at(httpGet, 'port')));
    const { status } = await ask(`http://127.0.0.1:${String(port)}${textAt(httpGet, 'path')}`);
    return status >= 200 && status < 400;
  }
  if (tcpSocket !== undefined) return isOpen(reach.port(scalarString(at(tcpSocket, 'port'))));
  const command = textsAt(at(probed, 'exec'), 'command');
  if (command.length === 0)
    throw new Error(`${textAt(container, 'name')} has no ${which} that can be tried.`);
  return reach.exec(command);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
