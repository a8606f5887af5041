import type { Server, Socket } from 'node:net';
import type { Removable } from '../lab';
import type { Address } from '../network';

/** A server of the cluster that listens from its start to its removal. */
export abstract class ClusterServer implements Removable {
  protected abstract readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly address: Address) {}

  /** Starts to listen. */
  start(): Promise<this> {
    const { host, port } = this.address;
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      // A client that breaks off is no fault of the test.
      socket.on('error', () => undefined);
    });
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => resolve(this));
    });
  }

  /** Ends it, with all of its connections. */
  remove(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** Calls a function with each complete line that a client sends, without its end. */
export function eachLine(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.on('data', (data) => {
    const lines = (rest + data.toString()).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
}
