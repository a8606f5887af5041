import { createServer } from 'node:net';
import type { Words } from './words';

/** The address and the port on this machine at which something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The hosts of a cluster as addresses of the loopback network, which Linux has 127.0.0.0/8 for, and its ports as free ones. */
export class Network {
  private readonly hosts = new Map<string, string>();
  private readonly ports = new Map<number, number>();

  /** Where a server stands for `host:port` of the cluster, whether it runs or not. */
  async address(host: string, port: number): Promise<Address> {
    const known = this.hosts.get(host) ?? `127.0.0.${String(this.hosts.size + 2)}`;
    this.hosts.set(host, known);
    return { host: known, port: await this.port(port) };
  }

  /** Whether a port is one of a server of the cluster. */
  has(port: number): boolean {
    return this.ports.has(port);
  }

  get words(): Words {
    const ports = [...this.ports].map(([port, free]) => [String(port), String(free)] as const);
    return new Map([...this.hosts, ...ports]);
  }

  private async port(port: number): Promise<number> {
    const free = this.ports.get(port) ?? (await freePort());
    this.ports.set(port, free);
    return free;
  }
}

/** A port that nothing listens at; below those that the system gives to clients, which come and go. */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
