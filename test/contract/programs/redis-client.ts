import { connect, type Socket } from 'node:net';

/** How a program connects to Redis. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly password: string | undefined;
  readonly tls: boolean;
}

/** A connection to Redis that is made once, and again for each question after it broke. */
export class RedisClient {
  private socket: Socket | undefined;

  constructor(private readonly address: RedisAddress) {}

  /** Asks whether Redis is there. */
  async ping(): Promise<boolean> {
    try {
      const socket = await this.connected();
      return (await asked(socket, 'PING')) === '+PONG';
    } catch {
      this.socket = undefined;
      return false;
    }
  }

  private async connected(): Promise<Socket> {
    if (this.socket !== undefined && !this.socket.destroyed) return this.socket;
    const { host, port, password, tls } = this.address;
    const socket = await new Promise<Socket>((resolve, reject) => {
      const made = connect(port, host, () => resolve(made));
      made.once('error', reject);
    });
    socket.on('error', () => socket.destroy());
    if (tls) socket.write('TLS\r\n');
    if (password !== undefined) {
      const quoted = JSON.stringify(password);
      if ((await asked(socket, `AUTH ${quoted}`)) !== '+OK') throw new Error('NOAUTH');
    }
    this.socket = socket;
    return socket;
  }
}

function asked(socket: Socket, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => resolve(data.toString().trim()));
    socket.once('close', () => reject(new Error('Redis closed the connection.')));
    socket.write(`${command}\r\n`);
  });
}
