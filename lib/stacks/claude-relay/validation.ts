import { and, asJson, equal, matches, not, type Condition } from '../../engine/template/operators';
import { ForEachItem, OnlyIf } from '../../engine/template/scopes';
import { formatList } from '../../engine/values/wording';
import { hasFilter } from '../../kubernetes/http-route';
import { fromElsewhere, validateOneSource, validateSecretSource } from '../../kubernetes/secret-source';
import { validatePods, validateResources } from '../../kubernetes/validation';
import { FORK_API, FORK_PUBLIC_PATHS, isFork, type RelayVersion } from './software';
import { RELAY_KEYS, type RelayStack } from './values';

/** Validation rules: keys are required, from a single source, and multiple replicas need a shared volume or none. */
export function validate(stack: RelayStack, multipleReplicas: Condition, version: RelayVersion): void {
  const { config, persistence } = stack.values;
  const remedy = 'set it (openssl rand -base64 32), or name a Secret in config.existingSecret.';
  for (const key of ['jwtSecret', 'encryptionKey'] as const) {
    stack.addValidation(
      `config.${key}`,
      `is required; ${remedy}`,
      not(fromElsewhere(config)),
      not(config[key]),
    );
  }
  const { jwtSecret, encryptionKey, adminUsername, adminPassword } = config;
  validateOneSource(stack, 'config', config, { jwtSecret, encryptionKey, adminUsername, adminPassword });
  validateSecretSource(stack, config, {
    path: 'config',
    keys: RELAY_KEYS,
    optional: ['adminUsername', 'adminPassword'],
  });
  stack.addValidation(
    'persistence.accessMode',
    'is ReadWriteOnce, but multiple replicas may run; use ReadWriteMany, or leave it empty: multiple replicas need no volume.',
    persistence.enabled,
    multipleReplicas,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
  validateAdministration(stack, version);
  validateResources(stack, 'resources', stack.values.resources);
  validateResources(stack, 'initResources', stack.values.initResources);
  validatePods(stack, stack.values);
}

const OPEN = 'this relay makes anybody an administrator who reaches its /web and /admin';
// Without the characters of a regular expression, which could stand for other paths too.
const PUBLIC_PATH = new RegExp(`^/(${FORK_API.join('|')})(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$`);
// rewrite-target of ingress-nginx, HAProxy and OpenShift, path-rewrite of HAProxy, rewrites of F5.
const REWRITES = /"[^"]*rewrite[^"]*":"[^"]/;
const API_PATHS = formatList(FORK_PUBLIC_PATHS.map(({ path }) => path));

/** Rejects a publication of the fork's administration, which it opens to anybody: see `FORK_PUBLIC_PATHS`. */
function validateAdministration(stack: RelayStack, version: RelayVersion): void {
  const { httpRoute, ingress, route, service } = stack.values;
  const fork = isFork(stack, version);
  const published = new OnlyIf(stack, 'published', and(ingress.enabled, fork));
  const hosts = new ForEachItem(published, 'hosts', ingress.hosts, 'host');
  const paths = new ForEachItem(hosts, 'paths', hosts.item.paths, 'path');
  const routed = new OnlyIf(stack, 'routed', and(httpRoute.enabled, fork));
  const rules = new ForEachItem(routed, 'rules', httpRoute.rules, 'rule');
  const requests = new ForEachItem(rules, 'matches', rules.item.matches, 'match');
  const byRoute = new OnlyIf(stack, 'by-route', and(route.enabled, fork));
  for (const [scope, at, path] of [
    [paths, 'ingress.hosts', paths.item.path],
    [requests, 'httpRoute.rules', requests.item.path.value],
    [byRoute, 'route.path', route.path],
  ] as const)
    stack.addValidationWithin(
      scope,
      at,
      `has a path besides ${API_PATHS}, but ${OPEN}; list only these paths, and administer by port forwarding.`,
      not(matches(path, PUBLIC_PATH)),
    );
  stack.addValidationWithin(
    published,
    'ingress.defaultBackend.enabled',
    `publishes all paths, but ${OPEN}; set it to false, or name another Service in serviceName.`,
    ingress.defaultBackend.enabled,
    not(ingress.defaultBackend.serviceName),
  );
  const rewriting = `rewrites paths, but ${OPEN}; remove it.`;
  stack.addValidationWithin(
    published,
    'ingress.annotations',
    `has an annotation that ${rewriting}`,
    matches(asJson(ingress.annotations), REWRITES),
  );
  stack.addValidationWithin(
    byRoute,
    'route.annotations',
    `has an annotation that ${rewriting}`,
    matches(asJson(route.annotations), REWRITES),
  );
  stack.addValidationWithin(
    rules,
    'httpRoute.rules',
    `has a filter that ${rewriting}`,
    hasFilter(rules.item.filters, 'URLRewrite'),
  );
  stack.addValidation(
    'service.type',
    `is not ClusterIP, but ${OPEN}; use ClusterIP, and an Ingress with the paths ${API_PATHS}.`,
    fork,
    not(equal(service.type, 'ClusterIP')),
  );
}
