import { existsSync } from 'node:fs';
import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { configuration, instancesOf, SERVICES, type Instance } from './jairouter-configuration';
import { properties } from './jairouter-properties';
import { claims, sign } from './jairouter-tokens';
import { answer, bodyOf, pathOf } from './requests';
import { after, fail, place } from './stand-in';

/*
 * Java with JAiRouter 2.8.4 (Lincoln-cn/JAiRouter at dc158586; newer sources are not public), as it was seen with the rendered
 * manifests.
 *
 * - Images have it in layers (Dockerfile) or in one file (Dockerfile.china).
 * - auth: it ends with 1 if the secret that signs logins is shorter than 32 characters; the profile dev has a secret of its own, which
 *   is public. It has the accounts of config/auth/jwt.yml unless others replace the whole list.
 * - A key has to begin with `sk-`, and to have the permission of the service that is called.
 * - Without an instance-id a call dies with a NullPointerException, and the client gets 200 with an empty body.
 * - /actuator/health says DOWN after the first calls, as the tracing loses data; the status that goes with DOWN is 503 unless a property
 *   says another. A readiness of its own is in it only if that is switched on.
 * - Without tracing it does not start, and stays without a port.
 * - One call keeps it busy from then on, unless MONITORING_PERFORMANCE_ASYNCPROCESSING is false.
 * - SIGTERM: it listens no more, and waits for requests as long as spring.lifecycle says.
 */

const args = process.argv.slice(2).filter((arg) => !arg.startsWith('-X'));
const starts =
  (args[0] === '-jar' && args[1] === 'app.jar' && existsSync('app.jar')) ||
  (args[0]?.endsWith('.JarLauncher') === true && existsSync('org'));
if (!starts) fail(1, `Error: Unable to access jarfile, or to find a class: ${args.join(' ')}`);

const services = configuration(place('/app/config/application.yml'));
const PERMISSIONS: Readonly<Record<string, string>> = {
  '/api/v1/chat/completions': 'chat',
  '/api/v1/embeddings': 'embedding',
  '/api/v1/rerank': 'rerank',
};
let calls = 0;

if (properties.secret.length < 32) fail(1, 'JWT secret must be at least 32 characters');
const server = properties.tracing ? start() : undefined;
// The machine of Java lives on without a server.
if (server === undefined) setInterval(() => undefined, 60_000);

function start(): Server {
  return createServer((request, response) => void serve(request, response)).listen(properties.port);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const path = pathOf(request);
  if (path === '/actuator/health') return health(response);
  // Not of the program: whether a thread of it would be spinning.
  if (path === '/stand-in/busy') return answer(response, 200, calls > 0 && properties.asynchronous);
  if (path.startsWith('/actuator/')) return answer(response, 500, {});
  // The pages of the API are open to everybody.
  if (properties.pages[path] === true) return answer(response, 200, {});
  if (path === '/api/auth/jwt/login') return login(response, await bodyOf(request));
  const user = claims(String(request.headers['jairouter_token'] ?? ''), properties.secret);
  const key = properties.keys.find(({ value }) => value !== '' && value === request.headers['x-api-key']);
  if (user === undefined && (key === undefined || !/^sk-.{7}/.test(key.value)))
    return answer(response, 401, { success: false, message: "API key must start with 'sk-'" });
  if (path === '/api/models') {
    const models = SERVICES.flatMap((service) => instancesOf(services, service));
    return answer(response, 200, models);
  }
  if (path.startsWith('/api/security/'))
    return answer(response, user?.roles.includes('ADMIN') === true ? 200 : 403, {});
  const service = PERMISSIONS[path];
  if (service === undefined) return answer(response, path.startsWith('/v1/') ? 400 : 404, {});
  if (key !== undefined && !key.permissions.some((one) => one === service || one === 'admin'))
    return answer(response, 403, { message: `API Key does not have permission for service: ${service}` });
  calls += 1;
  return route(instancesOf(services, service)[0], response, await bodyOf(request));
}

function route(instance: Instance | undefined, response: ServerResponse, body: Buffer): unknown {
  if (instance === undefined) return answer(response, 404, {});
  // java.lang.NullPointerException in ServiceRequestHandler.
  if (instance.id === undefined) return response.end();
  const sent = send(new URL(instance.path, instance.url), { method: 'POST' }, (received) => {
    response.writeHead(received.statusCode ?? 502, received.headers);
    received.pipe(response);
  });
  sent.on('error', () => answer(response, 503, { message: 'No healthy instances' }));
  return sent.end(body);
}

function health(response: ServerResponse): unknown {
  const { down } = properties.healthStatus;
  if (calls > 0)
    return answer(response, down, { status: 'DOWN', components: { tracing: { status: 'DOWN' } } });
  return answer(response, 200, { status: 'UP' });
}

function login(response: ServerResponse, body: Buffer): unknown {
  const { username, password } = JSON.parse(body.toString()) as { username?: string; password?: string };
  const account = properties.accounts.find(
    (one) => one.username === username && one.password === `{noop}${password ?? ''}`,
  );
  if (account === undefined) return answer(response, 401, {});
  return answer(response, 200, {
    data: { token: sign({ username: account.username, roles: account.roles }, properties.secret) },
  });
}

process.on('SIGTERM', () => {
  const end = () => after(3, () => process.exit(143));
  if (server === undefined) return void end();
  server.close(end);
  after(properties.shutdownSeconds, end);
});

process.stdout.write('Started ModelRouterApplication\n');
