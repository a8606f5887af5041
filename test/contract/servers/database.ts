import { createServer, type Server, type Socket } from 'node:net';
import type { Removable } from '../lab';
import type { Address } from '../network';

/** Who may use a database, and who else is on the way to it. */
export interface DatabaseOptions {
  readonly username: string;
  readonly password: string;
  /**
   * Clients that go on in step from their login on, each answered when all of them have asked, so that those who start together do so in a
   * test too.
   *
   * @default 1
   */
  readonly together?: number;
}

// A client that waits for others waits no longer than this, in milliseconds.
const PATIENCE = 3000;

/** A MySQL that has tables and indexes and nothing in them, with a command on each line, and MySQL's numbers of errors. */
export class Database implements Removable {
  private readonly made = new Set<string>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private readonly group = new Set<Socket>();
  private waiting: (() => void)[] = [];
  private isOpen = false;

  constructor(
    private readonly address: Address,
    private readonly options: DatabaseOptions,
  ) {
    this.server = createServer((socket) => this.serve(socket));
  }

  start(): Promise<this> {
    const { host, port } = this.address;
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => resolve(this));
    });
  }

  /** What the clients have made. */
  get contents(): readonly string[] {
    return [...this.made].sort();
  }

  remove(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    let known = false;
    let rest = '';
    let last: Promise<void> = Promise.resolve();
    this.sockets.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.group.delete(socket);
      this.advance();
    });
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const lines = (rest + data.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        last = last.then(async () => {
          if (line.startsWith('LOGIN ')) {
            known = line === `LOGIN ${JSON.stringify([this.options.username, this.options.password])}`;
            if (known) await this.meet(socket);
            socket.write(known ? 'OK\n' : 'ERROR 1045\n');
          } else {
            await this.step(socket);
            socket.write(known ? this.answer(line) : 'ERROR 1045\n');
          }
        });
    });
  }

  private answer(line: string): string {
    const [verb = '', thing = ''] = line.split(' ');
    const [exists, isTable] = [this.made.has(thing), !thing.includes('.')];
    if (verb === 'HAS') return exists ? 'YES\n' : 'NO\n';
    if (verb === 'CREATE' && exists) return isTable ? 'ERROR 1050\n' : 'ERROR 1061\n';
    if (verb === 'DROP' && !exists) return 'ERROR 1091\n';
    if (verb === 'CREATE') this.made.add(thing);
    else this.made.delete(thing);
    return 'OK\n';
  }

  /** Lets the first clients begin together; one that waits in vain begins alone. */
  private meet(socket: Socket): Promise<void> {
    if (this.isOpen) return Promise.resolve();
    this.group.add(socket);
    setTimeout(() => this.open(), PATIENCE).unref();
    return this.step(socket);
  }

  private open(): void {
    this.isOpen = true;
    this.advance();
  }

  /** Waits until all clients of the group have asked. */
  private step(socket: Socket): Promise<void> {
    if (!this.group.has(socket)) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.group.size === (this.options.together ?? 1)) this.isOpen = true;
      this.advance();
    });
  }

  private advance(): void {
    if (!this.isOpen || this.waiting.length < this.group.size) return;
    for (const go of this.waiting.splice(0)) go();
  }
}
