import { Agent, request } from 'node:http';

/** What a server answered; status 0 stands for no answer at all. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whether the answer came to its end, and was not cut off. */
  readonly complete: boolean;
}

/** What to ask for. */
export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** @default - a connection of its own, which ends with the answer */
  readonly agent?: Agent;
  /** Called with each piece of the answer. */
  readonly onData?: (text: string) => void;
}

/** Asks a server, on a connection that ends with the answer. */
export function ask(url: string, { body, onData, ...options }: Question = {}): Promise<Answer> {
  return new Promise((resolve) => {
    const none: Answer = { status: 0, body: '', headers: {}, complete: false };
    const sent = request(url, { agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => {
        text += data.toString();
        onData?.(data.toString());
      });
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: text,
          headers: response.headers,
          complete: response.complete,
        }),
      );
      // A connection that is cut off is seen in `complete`.
      response.on('error', () => undefined);
    });
    sent.setTimeout(30_000, () => sent.destroy());
    sent.on('error', () => resolve(none));
    sent.end(body);
  });
}
