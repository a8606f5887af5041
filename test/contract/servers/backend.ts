import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Removable } from '../lab';
import type { Address } from '../network';

/** An HTTP server that programs of a stack call: a model server, or the relay behind the middleware. */
export class Backend implements Removable {
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  private readonly server: Server;

  /** @param answer @default - a line that says that it was here */
  constructor(
    private readonly address: Address,
    answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
      response.end('{"from":"backend"}'),
  ) {
    this.server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      answer(request, response);
    });
  }

  start(): Promise<this> {
    const { host, port } = this.address;
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => resolve(this));
    });
  }

  remove(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** Streams a number of events, one after each pause of milliseconds, and a last one that says that all came. */
export function streamOf(events: number, pause: number) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let left = events;
    const timer = setInterval(() => {
      if (left-- > 0) return void response.write('data: token\n\n');
      clearInterval(timer);
      response.end('data: [DONE]\n\n');
    }, pause);
    response.on('close', () => clearInterval(timer));
  };
}
