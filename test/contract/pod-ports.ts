import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { freePort, type Network } from './network';
import type { Words } from './words';

/** The ports of a pod, each a free one on this machine. */
export class PodPorts {
  private readonly ports = new Map<number, number>();

  constructor(
    private readonly pod: Json,
    private readonly network: Network,
  ) {}

  /** Gives each port that a container declares one on this machine, unless it is one of a server of the cluster too. */
  async open(): Promise<void> {
    const declared = items(at(this.pod, 'containers')).flatMap((container) => items(at(container, 'ports')));
    for (const port of declared.map((one) => Number(at(one, 'containerPort'))))
      if (!this.network.has(port) && !this.ports.has(port)) this.ports.set(port, await freePort());
  }

  /** The port on this machine for one of the pod, by its number or its name in a container. */
  local(container: Json, port: string | number): number {
    const named = items(at(container, 'ports')).find((one) => at(one, 'name') === port);
    const number = Number(named === undefined ? port : at(named, 'containerPort'));
    const local = this.ports.get(number) ?? this.network.words.get(String(number));
    if (local === undefined) throw new Error(`No container declares port ${String(port)}.`);
    return Number(local);
  }

  /** What stands for the ports of the pod, and for the hosts and ports of the cluster. */
  get words(): Words {
    const own = [...this.ports].map(([port, free]) => [String(port), String(free)] as const);
    return new Map([...this.network.words, ...own]);
  }
}
