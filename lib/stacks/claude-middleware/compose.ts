import type { KubernetesObject } from '../../engine/manifests/render';
import { objectsOf } from '../../engine/release/release';
import type { Json, JsonObject } from '../../engine/values/declaration';
import { isMap, scalarString } from '../../engine/values/merge';
import type { Overrides } from '../../engine/values/overrides';
import { toYaml } from '../../engine/yaml/document';
import { ClaudeMiddleware } from './stack';
import type { middlewareValues } from './values';
import { RELAY_IMAGE, relayOf, relayTemplate } from './wiring';

// Names in the document.
const MIDDLEWARE = 'claude-middleware';
const RELAY = 'claude-relay';
const REDIS = 'redis';
const NETWORK = 'claude-network';

const HEADING = `# The middleware, the relay and its Redis on one machine, with the same settings as in a cluster.
#
# Set JWT_SECRET and ENCRYPTION_KEY in a file named .env beside this one (generate each with openssl rand -hex 16). To require
# API keys from clients, also set MIDDLEWARE_AUTH_ENABLED=true and MIDDLEWARE_API_KEYS=cr_...,cr_... there. Then run:
#
#   docker compose -f docker-compose-middleware.yml up -d
`;

/**
 * Compose file of the middleware, the relay and its Redis, from the same declarations as their Kubernetes objects: images,
 * settings and health checks are read from those. Data of Secrets becomes variables of the environment.
 *
 * @param values overrides of the middleware's defaults
 */
export function composeOf(values: Overrides<typeof middlewareValues> = {}): string {
  const namespace = 'default';
  const relay = {
    name: RELAY,
    namespace,
    values: [{ name: 'compose', values: { image: RELAY_IMAGE, config: { existingSecret: RELAY } } }],
  };
  const relayObjects = objectsOf({ ...relay, stack: relayTemplate() });
  const middlewareObjects = objectsOf({
    stack: new ClaudeMiddleware(),
    name: MIDDLEWARE,
    namespace,
    values: [
      { name: 'the relay', values: relayOf(relay) },
      { name: 'the document', values: { relay: { host: RELAY, port: 3001 }, redis: { host: REDIS } } },
      { name: 'compose', values },
    ],
  });
  const middleware = middlewareService(middlewareObjects);
  return (
    HEADING +
    toYaml({
      services: {
        [MIDDLEWARE]: middleware,
        [RELAY]: relayService(relayObjects, middleware.environment),
        [REDIS]: redisService(relayObjects),
      },
      networks: { [NETWORK]: {} },
      volumes: { 'relay-data': {}, 'redis-data': {} },
    })
  );
}

function middlewareService(objects: readonly KubernetesObject[]) {
  const container = containerOf(objects, 'Deployment');
  const environment = environmentOf(container);
  const port = environment['PORT'] ?? '';
  const path = scalarString(at(container, 'readinessProbe', 'httpGet', 'path'));
  return {
    image: at(container, 'image'),
    container_name: MIDDLEWARE,
    ports: [`${port}:${port}`],
    environment: {
      ...environment,
      MIDDLEWARE_AUTH_ENABLED: `\${MIDDLEWARE_AUTH_ENABLED:-${environment['MIDDLEWARE_AUTH_ENABLED'] ?? ''}}`,
      MIDDLEWARE_API_KEYS: environment['MIDDLEWARE_API_KEYS'] ?? '${MIDDLEWARE_API_KEYS:-}',
    },
    depends_on: [RELAY, REDIS],
    networks: [NETWORK],
    // The middleware exits if its first connection to Redis fails.
    restart: 'unless-stopped',
    healthcheck: { test: ['CMD', 'wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${port}${path}`] },
    // Only root can run the program of the image, so it runs as root without capabilities.
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  };
}

/** The relay's service, with the port that the middleware connects to. */
function relayService(objects: readonly KubernetesObject[], client: Readonly<Record<string, string>>) {
  const container = containerOf(objects, 'Deployment');
  const configuration = at(objectOf(objects, 'ConfigMap'), 'data');
  return {
    image: at(container, 'image'),
    environment: {
      ...(isMap(configuration) ? configuration : {}),
      ...environmentOf(container),
      PORT: new URL(client['TARGET_URL'] ?? '').port,
      REDIS_HOST: client['REDIS_HOST'],
    },
    depends_on: [REDIS],
    networks: [NETWORK],
    restart: 'unless-stopped',
    volumes: ['relay-data:/app/data'],
  };
}

function redisService(objects: readonly KubernetesObject[]) {
  const container = containerOf(objects, 'StatefulSet');
  const user = at(objectOf(objects, 'StatefulSet'), 'spec', 'template', 'spec', 'securityContext');
  return {
    image: at(container, 'image'),
    command: at(container, 'args'),
    user: `${scalarString(at(user, 'runAsUser'))}:${scalarString(at(user, 'runAsGroup'))}`,
    networks: [NETWORK],
    restart: 'unless-stopped',
    volumes: ['redis-data:/data'],
  };
}

/** Environment variables of a container. Compose requires those from Secrets, except the optional ones. */
function environmentOf(container: JsonObject): Record<string, string> {
  const variables = at(container, 'env');
  const entries = (Array.isArray(variables) ? (variables as readonly JsonObject[]) : []).map((variable) => {
    const name = scalarString(variable['name']);
    const secret = at(variable, 'valueFrom', 'secretKeyRef');
    if (secret === undefined) return [name, scalarString(variable['value']).replaceAll('$', '$$$$')];
    return [name, at(secret, 'optional') === true ? `\${${name}:-}` : `\${${name}:?set it in .env}`];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function containerOf(objects: readonly KubernetesObject[], kind: string): JsonObject {
  const containers = at(objectOf(objects, kind), 'spec', 'template', 'spec', 'containers');
  return (containers as readonly JsonObject[])[0] ?? {};
}

function objectOf(objects: readonly KubernetesObject[], kind: string): JsonObject {
  const object = objects.find((candidate) => candidate['kind'] === kind);
  if (object === undefined) throw new Error(`The Compose file needs a ${kind}, but the release has none.`);
  return object;
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}
