import {
  and,
  contains,
  countMatches,
  equal,
  firstMatch,
  greaterThan,
  lengthOf,
  matches,
  not,
  or,
  text,
  type Condition,
} from '../../engine/template/operators';
import { ForEachEntry } from '../../engine/template/scopes';
import { fromElsewhere, validateOneSource, validateSecretSource } from '../../kubernetes/secret-source';
import { validatePods, validateResources } from '../../kubernetes/validation';
import { JWT_SECRET_FORM, PLACEHOLDER } from './secret-forms';
import { JAIROUTER_KEYS, type JaiRouterStack } from './values';

const PUBLIC_DEFAULT =
  'is required: the default in the image is publicly known; set it, or name a Secret in auth.existingSecret.';

/** Validation rules: keys and passwords are required, and multiple replicas need a shared volume and no state. */
export function validate(stack: JaiRouterStack, multipleReplicas: Condition): void {
  validateSecrets(stack);
  validateResources(stack, 'resources', stack.values.resources);
  validatePods(stack, stack.values);
  validateReplicas(stack, multipleReplicas);
  validateInstances(stack);
}

function validateSecrets(stack: JaiRouterStack): void {
  const { auth } = stack.values;
  const required = {
    apiKey: PUBLIC_DEFAULT,
    jwtSecret: 'is required; set it (openssl rand -base64 32), or name a Secret in auth.existingSecret.',
    adminPassword: PUBLIC_DEFAULT,
  };
  for (const key of ['apiKey', 'jwtSecret', 'adminPassword'] as const)
    stack.addValidation(`auth.${key}`, required[key], not(fromElsewhere(auth)), not(auth[key]));
  const { apiKey, jwtSecret, adminPassword, databasePassword } = auth;
  validateOneSource(stack, 'auth', auth, { apiKey, jwtSecret, adminPassword, databasePassword });
  validateSecretSource(stack, auth, { path: 'auth', keys: JAIROUTER_KEYS });
  for (const key of ['apiKey', 'jwtSecret', 'adminPassword'] as const)
    stack.addValidation(
      `auth.${key}`,
      `contains ${PLACEHOLDER}, which Spring Boot takes for a placeholder, so JAiRouter would not start; use other characters.`,
      contains(auth[key], PLACEHOLDER),
    );
  // JAiRouter exits with a shorter one (upstream, pull request 54).
  stack.addValidation(
    'auth.jwtSecret',
    `is shorter than ${JWT_SECRET_FORM.minimumLength} characters; generate one with openssl rand -base64 32.`,
    auth.jwtSecret,
    not(greaterThan(lengthOf(auth.jwtSecret), JWT_SECRET_FORM.minimumLength - 1)),
  );
}

/**
 * Rejects multiple replicas that would write to the same volume.
 *
 * Only one process at a time can open the H2 file (upstream, docs/zh/deployment/database.md).
 */
function validateReplicas(stack: JaiRouterStack, multipleReplicas: Condition): void {
  const { autoscaling, keda, persistence, replicaCount, stateless } = stack.values;
  stack.addValidation(
    'keda.enabled',
    'is true, but only one pod at a time can open the database of stateless=false; set it to false.',
    not(stateless),
    keda.enabled,
  );
  stack.addValidation(
    'autoscaling.enabled',
    'is true, but only one pod at a time can open the database of stateless=false; set it to false.',
    not(stateless),
    autoscaling.enabled,
  );
  stack.addValidation(
    'replicaCount',
    'is above 1, but only one pod at a time can open the database of stateless=false; set it to 1.',
    not(stateless),
    not(or(autoscaling.enabled, keda.enabled)),
    greaterThan(replicaCount, 1),
  );
  stack.addValidation(
    'persistence.accessMode',
    'is ReadWriteOnce, but multiple replicas may run; use ReadWriteMany, or set persistence.enabled to false.',
    persistence.enabled,
    multipleReplicas,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
}

// The keys of instances, in blocks and in braces, in the spellings that Spring Boot accepts: base-url, baseUrl, base_url, baseurl.
const keyPattern = (name: string): RegExp => new RegExp(`(^|[\\n{,])[ \\t-]*["']?${name}["']?[ \\t]*:`);
const BASE_URL = keyPattern('base[-_]?[Uu][Rr][Ll]');
const INSTANCE_ID = keyPattern('instance[-_]?[Ii][Dd]');

// Keys before all instances are not theirs, and neither is a key that one of them has from another, by `<<: *other`.
const INSTANCES = /instances[\s\S]*/;
const MERGE_KEY = /<<[ \t]*:/;

/**
 * Rejects instances of model servers without an ID, whose requests JAiRouter answers with an empty body, or without an address, with
 * which it does not start (upstream, 2.8.4).
 */
function validateInstances(stack: JaiRouterStack): void {
  const files = new ForEachEntry(stack, 'files', stack.values.config, { key: 'file', entry: 'content' });
  const instances = firstMatch(files.entry, INSTANCES);
  const counted = not(matches(files.entry, MERGE_KEY));
  const [addresses, ids] = [countMatches(instances, BASE_URL), countMatches(instances, INSTANCE_ID)];
  stack.addValidationWithin(
    files,
    text`config.${files.key}`,
    'has an instance with a base-url and without an instance-id, to which JAiRouter routes nothing; give each instance an instance-id.',
    and(counted, greaterThan(addresses, ids)),
  );
  stack.addValidationWithin(
    files,
    text`config.${files.key}`,
    'has an instance with an instance-id and without a base-url, with which JAiRouter does not start; give each instance a base-url.',
    and(counted, greaterThan(ids, addresses)),
  );
}
