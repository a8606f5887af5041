import { connect, type Socket } from 'node:net';

/** A client of the database that stands for MySQL in these tests. */
export class DatabaseClient {
  private constructor(private readonly socket: Socket) {}

  /** Connects and logs in. */
  static async connect(
    host: string,
    port: number,
    username: string,
    password: string,
  ): Promise<DatabaseClient> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const made = connect(port, host, () => resolve(made));
      made.once('error', reject);
    });
    const client = new DatabaseClient(socket);
    await client.ask(`LOGIN ${JSON.stringify([username, password])}`);
    return client;
  }

  /**
   * Sends a command.
   *
   * @throws Error with the number of the database's error
   */
  async ask(command: string): Promise<string> {
    const answer = await new Promise<string>((resolve, reject) => {
      this.socket.once('data', (data) => resolve(data.toString().trim()));
      this.socket.once('close', () => reject(new Error('The database closed the connection.')));
      this.socket.write(`${command}\n`);
    });
    if (answer.startsWith('ERROR')) throw new Error(`${answer.replace('ERROR', 'Error')}: ${command}`);
    return answer;
  }
}
