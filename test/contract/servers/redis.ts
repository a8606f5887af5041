import { createServer, type Socket } from 'node:net';
import type { Address } from '../network';
import { ClusterServer, eachLine } from './server';

/** What a Redis asks of its clients. */
export interface RedisOptions {
  /** @default - none */
  readonly password?: string;
  /**
   * Whether clients have to speak TLS. The line `TLS` stands for the handshake here.
   *
   * @default false
   */
  readonly tls?: boolean;
}

/** A Redis that knows the few commands of the programs and of the manifests' scripts, each on a line. */
export class Redis extends ClusterServer {
  private readonly data = new Map<string, string>();
  protected readonly server;

  constructor(
    address: Address,
    private readonly options: RedisOptions = {},
  ) {
    super(address);
    this.server = createServer((socket) => this.serve(socket));
  }

  private serve(socket: Socket): void {
    let secure = false;
    let known = this.options.password === undefined;
    eachLine(socket, (line) => {
      const [command = '', ...args] = words(line);
      if (command === 'TLS' && this.options.tls === true) secure = true;
      else if (this.options.tls === true && !secure) socket.destroy();
      else if (command === 'AUTH') {
        known = args.at(-1) === this.options.password;
        socket.write(known ? '+OK\r\n' : '-WRONGPASS invalid username-password pair\r\n');
      } else if (command === 'QUIT') socket.end('+OK\r\n');
      else if (!known) socket.write('-NOAUTH Authentication required.\r\n');
      else if (command !== '') socket.write(this.answer(command, args));
    });
  }

  private answer(command: string, [key = '', value = '', ...more]: readonly string[]): string {
    if (command === 'PING') return '+PONG\r\n';
    if (command === 'SELECT') return '+OK\r\n';
    if (command === 'GET') return bulk(this.data.get(key));
    if (command === 'DEL') return `:${String(Number(this.data.delete(key)))}\r\n`;
    // The one script of the manifests: it deletes a key that has a value.
    if (command === 'EVAL') {
      const [name = '', expected] = more;
      return `:${String(Number(this.data.get(name) === expected && this.data.delete(name)))}\r\n`;
    }
    if (command === 'SET') {
      if (more.includes('NX') && this.data.has(key)) return bulk(undefined);
      this.data.set(key, value);
      return '+OK\r\n';
    }
    return `-ERR unknown command '${command}'\r\n`;
  }
}

function bulk(text: string | undefined): string {
  return text === undefined ? '$-1\r\n' : `$${String(text.length)}\r\n${text}\r\n`;
}

/** The words of a command; those in quotes may have any byte: `AUTH "\x61"`. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map(([word, quoted]) =>
    quoted === undefined
      ? word
      : quoted.replace(/\\x([0-9a-f]{2})|\\(.)/g, (_, hex: string | undefined, one: string) =>
          hex === undefined ? one : String.fromCharCode(parseInt(hex, 16)),
        ),
  );
}
