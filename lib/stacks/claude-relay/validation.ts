import { and, equal, matches, not, type Condition } from '../../engine/template/operators';
import { ForEachItem, OnlyIf } from '../../engine/template/scopes';
import { formatList } from '../../engine/values/wording';
import { validateResources, validateSecretSource, validatePods } from '../../kubernetes/validation';
import { FORK_API, FORK_PUBLIC_PATHS, isFork, type RelayVersion } from './software';
import type { RelayStack } from './values';

/** Validation rules: keys are required, from a single source, and multiple replicas need a shared volume or none. */
export function validate(stack: RelayStack, multipleReplicas: Condition, version: RelayVersion): void {
  const { config, persistence } = stack.values;
  const remedy = 'set it (openssl rand -base64 32), or name a Secret in config.existingSecret.';
  for (const key of ['jwtSecret', 'encryptionKey'] as const) {
    stack.addValidation(
      `config.${key}`,
      `is required; ${remedy}`,
      not(config.existingSecret),
      not(config[key]),
    );
  }
  const secrets = ['jwtSecret', 'encryptionKey', 'adminUsername', 'adminPassword'] as const;
  validateSecretSource(stack, 'config', config, secrets);
  stack.addValidation(
    'persistence.accessMode',
    'is ReadWriteOnce, but multiple replicas may run; use ReadWriteMany, or leave it empty: multiple replicas need no volume.',
    persistence.enabled,
    multipleReplicas,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
  validateAdministration(stack, version);
  validateResources(stack, 'resources', stack.values.resources);
  validatePods(stack, stack.values);
}

const OPEN = 'this relay makes anybody an administrator who reaches its /web and /admin';
const API_PATHS = formatList(FORK_PUBLIC_PATHS.map(({ path }) => path));

/** Rejects a publication of the fork's administration, which it opens to anybody: see `FORK_PUBLIC_PATHS`. */
function validateAdministration(stack: RelayStack, version: RelayVersion): void {
  const { ingress, service } = stack.values;
  const fork = isFork(stack, version);
  const published = new OnlyIf(stack, 'published', and(ingress.enabled, fork));
  const hosts = new ForEachItem(published, 'hosts', ingress.hosts, 'host');
  const paths = new ForEachItem(hosts, 'paths', hosts.item.paths, 'path');
  stack.addValidationWithin(
    paths,
    'ingress.hosts',
    `has a path besides ${API_PATHS}, but ${OPEN}; list only these paths, and administer by port forwarding.`,
    not(matches(paths.item.path, new RegExp(`^/(${FORK_API.join('|')})(/|$)`))),
  );
  stack.addValidation(
    'service.type',
    `is not ClusterIP, but ${OPEN}; use ClusterIP, and an Ingress with the paths ${API_PATHS}.`,
    fork,
    not(equal(service.type, 'ClusterIP')),
  );
}
