import { objectsOf } from '../../engine/release/release';
import type { KubernetesObject } from '../../engine/manifests/render';
import type { Json, JsonObject } from '../../engine/values/declaration';
import { isMap, scalarText } from '../../engine/values/merge';
import type { Patch } from '../../engine/values/patch';
import { toYaml } from '../../engine/yaml/document';
import { ClaudeRelay } from '../claude-relay/stack';
import { ClaudeMiddleware } from './stack';
import type { middlewareValues } from './values';
import { RELAY_IMAGE, relayOf } from './wiring';

// What the document calls them.
const MIDDLEWARE = 'claude-middleware';
const RELAY = 'claude-relay';
const REDIS = 'redis';
const NETWORK = 'claude-network';

const HEADING = `# The middleware, the relay and its Redis on one machine, with the settings that they have in a cluster.
#
# Put JWT_SECRET and ENCRYPTION_KEY into a file named .env beside this one (openssl rand -hex 16 makes each), and if clients
# shall need keys MIDDLEWARE_AUTH_ENABLED=true and MIDDLEWARE_API_KEYS=cr_...,cr_...; then:
#
#   docker compose -f docker-compose-middleware.yml up -d
`;

/**
 * A Compose file with the middleware and what it stands in front of, from the declarations that its Kubernetes objects come
 * from: images, settings and health checks are read off those. What is in Secrets there comes from the environment here.
 *
 * @param values what is to differ from the middleware's defaults
 */
export function composeOf(values: Patch<typeof middlewareValues> = {}): string {
  const namespace = 'default';
  const relay = {
    name: RELAY,
    namespace,
    values: [{ name: 'compose', values: { image: RELAY_IMAGE, config: { existingSecret: RELAY } } }],
  };
  const relayObjects = objectsOf({ ...relay, stack: new ClaudeRelay() });
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
  const path = scalarText(at(container, 'readinessProbe', 'httpGet', 'path'));
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
    // It exits when Redis is not there yet.
    restart: 'unless-stopped',
    healthcheck: { test: ['CMD', 'wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${port}${path}`] },
    // The image lets only root run the program, so it is root that can do nothing else.
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  };
}

/** The relay, where the middleware looks for it. */
function relayService(objects: readonly KubernetesObject[], client: Readonly<Record<string, string>>) {
  const container = containerOf(objects, 'Deployment');
  const settings = at(objectOf(objects, 'ConfigMap'), 'data');
  return {
    image: at(container, 'image'),
    environment: {
      ...(isMap(settings) ? settings : {}),
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
    user: `${scalarText(at(user, 'runAsUser'))}:${scalarText(at(user, 'runAsGroup'))}`,
    networks: [NETWORK],
    restart: 'unless-stopped',
    volumes: ['redis-data:/data'],
  };
}

/** A container's variables. What comes from a Secret is asked for by Compose; what may be missing there may be missing here. */
function environmentOf(container: JsonObject): Record<string, string> {
  const variables = at(container, 'env');
  const entries = (Array.isArray(variables) ? (variables as readonly JsonObject[]) : []).map((variable) => {
    const name = scalarText(variable['name']);
    const secret = at(variable, 'valueFrom', 'secretKeyRef');
    if (secret === undefined) return [name, scalarText(variable['value']).replaceAll('$', '$$$$')];
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
  if (object === undefined) throw new Error(`There is no ${kind} to read the Compose file off.`);
  return object;
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}
