import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from '../../tools/programs';
import { freePorts } from '../cluster/support/processes';

/** A registry on loopback that keeps what it has in memory. */
export class LoopbackRegistry {
  private constructor(
    readonly host: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<LoopbackRegistry> {
    const [port = 0] = await freePorts(1);
    const host = `127.0.0.1:${port}`;
    const registry = spawn(program('crane'), ['registry', 'serve', '--address', host], { stdio: 'ignore' });
    for (let attempt = 0; attempt < 100; attempt++) {
      if (
        await fetch(`http://${host}/v2/`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return new LoopbackRegistry(host, registry);
      await pause(100);
    }
    throw new Error('The registry does not answer.');
  }

  stop(): void {
    this.process.kill();
  }
}

/** Stands before a registry, and answers with 403 what a rule says. */
export class Gate {
  private constructor(
    readonly host: string,
    private readonly server: Server,
  ) {}

  static async before(
    registry: LoopbackRegistry,
    forbids: (method: string, url: string) => boolean,
  ): Promise<Gate> {
    const [hostname, port] = registry.host.split(':');
    const server = createServer((incoming, outgoing) => {
      const { method = 'GET', url = '/', headers } = incoming;
      if (forbids(method, url)) {
        outgoing
          .writeHead(403)
          .end(JSON.stringify({ errors: [{ code: 'DENIED', message: 'no permission' }] }));
        return;
      }
      const passed = request({ hostname, port, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(passed);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Gate(`127.0.0.1:${(server.address() as AddressInfo).port}`, server);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
