import type { IncomingMessage, ServerResponse } from 'node:http';

/** The body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Answers with a status and JSON. */
export function answer(response: ServerResponse, status: number, body: unknown): ServerResponse {
  response.writeHead(status, { 'content-type': 'application/json' });
  return response.end(JSON.stringify(body));
}

/** The path of a request, without its parameters. */
export function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://here').pathname;
}
