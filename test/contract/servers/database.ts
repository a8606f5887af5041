import { createServer, type Socket } from 'node:net';
import type { Address } from '../network';
import { ClusterServer, eachLine } from './server';

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
export class Database extends ClusterServer {
  private readonly made = new Set<string>();
  protected readonly server;
  private readonly group = new Set<Socket>();
  private waiting: (() => void)[] = [];
  private isOpen = false;

  constructor(
    address: Address,
    private readonly options: DatabaseOptions,
  ) {
    super(address);
    this.server = createServer((socket) => this.serve(socket));
  }

  /** What the clients have made. */
  get contents(): readonly string[] {
    return [...this.made].sort();
  }

  private serve(socket: Socket): void {
    let known = false;
    let last: Promise<void> = Promise.resolve();
    socket.on('close', () => {
      this.group.delete(socket);
      this.advance();
    });
    eachLine(socket, (line) => {
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
