import { refuseRequestsAboveLimits, refuseTwoSources, refuseWrongPods } from '../../kubernetes/validation';
import { equal, greaterThan, lengthOf, not, type Condition } from '../../engine/template/operators';
import type { JaiRouterStack } from './values';

const KNOWN =
  'is required: the image has one that everybody knows; set it, or name a Secret in auth.existingSecret.';

/** Refuses values that do not go together: missing keys and passwords, and several pods that would write to one volume. */
export function validate(stack: JaiRouterStack, multipleReplicas: Condition): void {
  refuseMissingSecrets(stack);
  refuseRequestsAboveLimits(stack, 'resources', stack.values.resources);
  refuseWrongPods(stack, stack.values);
  refuseReplicasWithState(stack, multipleReplicas);
}

function refuseMissingSecrets(stack: JaiRouterStack): void {
  const { auth } = stack.values;
  const required = {
    apiKey: KNOWN,
    jwtSecret: 'is required; set it (openssl rand -base64 32), or name a Secret in auth.existingSecret.',
    adminPassword: KNOWN,
  };
  for (const key of ['apiKey', 'jwtSecret', 'adminPassword'] as const)
    stack.refuse(`auth.${key}`, required[key], not(auth.existingSecret), not(auth[key]));
  refuseTwoSources(stack, 'auth', auth, ['apiKey', 'jwtSecret', 'adminPassword', 'databasePassword']);
  // JAiRouter exits when it is shorter (upstream, pull request 54).
  stack.refuse(
    'auth.jwtSecret',
    'is shorter than 32 characters; make one with openssl rand -base64 32.',
    auth.jwtSecret,
    not(greaterThan(lengthOf(auth.jwtSecret), 31)),
  );
}

/**
 * Refuses several pods where they would write to one volume.
 *
 * The H2 file can be opened by one process at a time (upstream, docs/zh/deployment/database.md).
 */
function refuseReplicasWithState(stack: JaiRouterStack, multipleReplicas: Condition): void {
  const { autoscaling, persistence, replicaCount, stateless } = stack.values;
  stack.refuse(
    'autoscaling.enabled',
    'is true, but only one pod at a time can open the database that stateless=false keeps; set it to false.',
    not(stateless),
    autoscaling.enabled,
  );
  stack.refuse(
    'replicaCount',
    'is above 1, but only one pod at a time can open the database that stateless=false keeps; set it to 1.',
    not(stateless),
    not(autoscaling.enabled),
    greaterThan(replicaCount, 1),
  );
  stack.refuse(
    'persistence.accessMode',
    'is ReadWriteOnce, but several pods may run; use ReadWriteMany, or persistence.enabled=false.',
    persistence.enabled,
    multipleReplicas,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
}
