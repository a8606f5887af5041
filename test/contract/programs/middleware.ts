import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { RedisClient } from './redis-client';
import { answer, bodyOf, pathOf } from './requests';
import { after, fail, variable } from './stand-in';

/*
 * The middleware of x6nux/claude-relay-service 1.2.15, middleware-go at 406a879, as it was seen with the rendered manifests.
 *
 * - It panics at a GIN_MODE that Gin does not have, and ends with 2 before anything else.
 * - main.go: it ends with 1 at once if its first connection to Redis fails, and speaks no TLS.
 * - /health is a constant.
 * - internal/auth: only the exact word `true` switches authentication on, and with an empty list of keys everybody may enter.
 * - internal/proxy: an answer is sent on when it is complete; PROXY_TIMEOUT counts for the whole of it.
 * - It has no handler for SIGTERM: Go's run-time ends it at once, as process 1 too.
 */

const settings = new Map(
  [
    'PORT', 'GIN_MODE', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB', 'TARGET_URL', 'PROXY_TIMEOUT',
    'MIDDLEWARE_AUTH_ENABLED', 'MIDDLEWARE_API_KEYS', 'MIDDLEWARE_API_KEY_PREFIX',
  ].map((name) => [name, variable(name)]),
); // prettier-ignore

const mode = settings.get('GIN_MODE') ?? 'debug';
if (!['debug', 'release', 'test'].includes(mode))
  fail(2, `panic: gin mode unknown: ${mode} (available mode: debug release test)`);

const redis = new RedisClient({
  host: settings.get('REDIS_HOST') ?? 'localhost',
  port: Number(settings.get('REDIS_PORT') ?? 6379),
  password: settings.get('REDIS_PASSWORD'),
  tls: false,
});
const keys = (settings.get('MIDDLEWARE_API_KEYS') ?? '').split(',').filter((key) => key !== '');
const prefix = settings.get('MIDDLEWARE_API_KEY_PREFIX') ?? 'cr_';
const isProtected = settings.get('MIDDLEWARE_AUTH_ENABLED') === 'true' && keys.length > 0;

void start();

async function start(): Promise<void> {
  if (!(await redis.ping())) fail(1, 'Failed to connect to Redis: connection refused');
  createServer((request, response) => void serve(request, response)).listen(
    Number(settings.get('PORT') ?? 8080),
  );
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const path = pathOf(request);
  if (path === '/health') return answer(response, 200, { status: 'ok', service: 'claude-middleware' });
  if (!/^(\/api|\/claude)?\/v1\//.test(path)) return answer(response, 404, { error: 'not found' });
  const key = String(request.headers['x-api-key'] ?? '');
  if (isProtected && !(key.startsWith(prefix) && keys.includes(key)))
    return answer(response, 401, { error: 'invalid API key' });
  return forward(request, response, await bodyOf(request));
}

function forward({ method, url }: IncomingMessage, response: ServerResponse, body: Buffer): unknown {
  const target = new URL(url ?? '/', settings.get('TARGET_URL') ?? 'http://localhost:3001');
  const sent = send(target, { method }, (received) => {
    void bodyOf(received)
      .catch(() => Buffer.alloc(0))
      .then((all) => response.writeHead(received.statusCode ?? 502).end(all));
  });
  const timer = after(Number(settings.get('PROXY_TIMEOUT') ?? 300), () => sent.destroy());
  response.on('close', () => clearTimeout(timer));
  sent.on('error', () => answer(response, 502, { error: 'bad gateway' }));
  return sent.end(body);
}

process.on('SIGTERM', () => process.exit(2));
