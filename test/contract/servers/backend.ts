import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Address } from '../network';
import { ClusterServer } from './server';

/** An HTTP server that programs of a stack call: a model server, or the relay behind the middleware. */
export class Backend extends ClusterServer {
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  protected readonly server;

  /** @param answer @default - a line that says that it was here */
  constructor(
    address: Address,
    answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
      response.end('{"from":"backend"}'),
  ) {
    super(address);
    this.server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      answer(request, response);
    });
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
