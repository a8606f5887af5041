import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, Server } from 'node:net';
import { RedisClient } from './redis-client';
import { RELAY_VARIABLES, type RelayVersion } from './relay-variables';
import { answer, pathOf } from './requests';
import { after, eachSecond, fail, messageOf, place, there, variable, version } from './stand-in';

/*
 * The relay, as it was seen: x6nux/claude-relay-service 1.2.15 at 406a879, and Wei-Shaw/claude-relay-service 1.1.314 at 8479c7ce, run
 * with the rendered manifests.
 *
 * - docker-entrypoint.sh ends with 1 without JWT_SECRET or ENCRYPTION_KEY.
 * - scripts/setup.js: without /app/data/init.json it writes /app/.env too, and ends with 1 where it cannot.
 * - src/app.js: ends with 1 if its first connection to Redis fails; later, /health says so in a body with status 200.
 * - src/app.js:437 (fork) and :923: after SIGTERM it listens no more, ends when no connection is left, and with 1 after ten seconds.
 *   An idle connection that a client keeps alive counts.
 * - The fork answers 413 above 10 MB, a constant of its source; the other one above REQUEST_MAX_SIZE_MB.
 */

const settings = new Map(
  RELAY_VARIABLES[version as RelayVersion].map((name) => [name as string, variable(name)]),
);
const isFork = version === '1.2.15';
const bodyLimit = (isFork ? 10 : Number(settings.get('REQUEST_MAX_SIZE_MB') ?? 60)) * 1024 * 1024;
// The other one has the address of the API in its source.
const api = new URL(settings.get('CLAUDE_API_URL') ?? `https://${there('api.anthropic.com')}`);
const pages = isFork ? ['/web'] : ['/web', '/admin-next/'];

for (const name of ['JWT_SECRET', 'ENCRYPTION_KEY'])
  if (settings.get(name) === undefined) fail(1, `Error: ${name} environment variable is not set`);

setUp();
const redis = new RedisClient({
  host: settings.get('REDIS_HOST') ?? '127.0.0.1',
  port: Number(settings.get('REDIS_PORT') ?? 6379),
  password: settings.get('REDIS_PASSWORD'),
  tls: settings.get('REDIS_ENABLE_TLS') === 'true',
});
const server = createServer((request, response) => void serve(request, response));
void start();

function setUp(): void {
  const initial = place('/app/data/init.json');
  if (existsSync(initial)) return;
  const adminPassword = settings.get('ADMIN_PASSWORD') ?? randomBytes(12).toString('hex');
  try {
    writeFileSync(place('/app/.env'), `ADMIN_PASSWORD=${adminPassword}\n`);
    writeFileSync(initial, JSON.stringify({ adminUsername: settings.get('ADMIN_USERNAME'), adminPassword }));
  } catch (error) {
    fail(1, `Setup failed: ${messageOf(error)}`);
  }
}

async function start(): Promise<void> {
  if (!(await redis.ping())) fail(1, 'Application initialization failed: Redis');
  server.keepAliveTimeout = 605_000;
  server.listen(Number(settings.get('PORT') ?? 3000), settings.get('HOST') ?? '0.0.0.0');
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const path = pathOf(request);
  if (path === '/health') {
    const status = (await redis.ping()) ? 'healthy' : 'unhealthy';
    return answer(response, 200, { status, components: { redis: { status } } });
  }
  if (pages.includes(path)) return answer(response, 200, {});
  if (!/^\/(api|claude)\/v1\/messages$/.test(path)) return answer(response, 404, { error: 'Not Found' });
  let received = 0;
  // To the end: a client that still sends when its connection is closed may not see the answer.
  for await (const part of request) received += (part as Buffer).length;
  if (received > bodyLimit) return answer(response, 413, { error: 'Payload Too Large' });
  return stream(request, response);
}

/** Streams for as many seconds as a request says, in the place of a model that takes its time, with a connection to the API. */
function stream(request: IncomingMessage, response: ServerResponse): unknown {
  let left = Number(new URL(request.url ?? '', 'http://here').searchParams.get('seconds') ?? 0);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('event: message_start\n\n');
  const upstream = connect(Number(there('443')), api.hostname).on('error', () => undefined);
  const timer = eachSecond(() => {
    if (left-- > 0) return void response.write('event: content_block_delta\n\n');
    clearInterval(timer);
    upstream.destroy();
    response.end('event: message_stop\n\n');
  });
  return timer;
}

process.on('SIGTERM', () => {
  // In the image's Node.js 18 the server of HTTP closes as any server: it waits for idle connections too.
  Server.prototype.close.call(server, () => process.exit(0));
  after(10, () => fail(1, 'Forced shutdown due to timeout'));
});
