import { refuseTwoSources } from '../../kubernetes/secret-sources';
import type { AnyStack } from '../../kubernetes/stack';
import type { Ref } from '../../engine/template/expression';
import { equal, greaterThan, lengthOf, not, type Condition } from '../../engine/template/operators';
import type { jairouterValues } from './values';

const KNOWN =
  'is required: the image has one that everybody knows; set it, or name a Secret in auth.existingSecret.';

/** Refuses to run without keys and passwords. */
export function refuseIncomplete(stack: AnyStack, { auth }: Ref<typeof jairouterValues>): void {
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
export function refuseSeveralWithState(
  stack: AnyStack,
  { autoscaling, persistence, replicaCount, stateless }: Ref<typeof jairouterValues>,
  several: Condition,
): void {
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
    several,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
}
