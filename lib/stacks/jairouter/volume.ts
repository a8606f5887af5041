import type { Expr } from '../../engine/template/expression';
import { and, equal, not, or, orElse, text, type Condition } from '../../engine/template/operators';
import { addVolume } from '../../kubernetes/volume';
import type { JaiRouterStack } from './values';

/** Persistent volumes for the logs and for changes at run time. */
export interface JaiRouterVolumes {
  /** Name of the PersistentVolumeClaim for the logs. */
  readonly logsClaim: Expr<string>;
  /** Whether only one pod at a time can use one of them, so that the Deployment needs the strategy Recreate. */
  readonly recreate: Condition;
}

/** Whether only one pod at a time can use a volume, so that the Deployment needs the strategy Recreate. */
export function recreateCondition(stack: JaiRouterStack): Condition {
  const { persistence, stateless } = stack.values;
  return stack.namedCondition(
    'recreate',
    'Whether the old pod must terminate before the new one starts: both would write to the same volume.',
    or(not(stateless), and(persistence.enabled, equal(persistence.accessMode, 'ReadWriteOnce'))),
  );
}

/** Name of the PersistentVolumeClaim for the logs. */
export function logsClaimOf(stack: JaiRouterStack): Expr<string> {
  return stack.namedString(
    'logsClaim',
    'Name of the PersistentVolumeClaim for the logs.',
    orElse(
      stack.values.persistence.existingClaim,
      orElse(stack.values.persistence.claimName, text`${stack.fullname}-logs`),
    ),
  );
}

/** Adds the PersistentVolumeClaims, and returns the name of that for changes at run time. */
export function addVolumes(stack: JaiRouterStack, { logsClaim }: JaiRouterVolumes): Expr<string> {
  const { main, values } = stack;
  const { configStore, persistence, stateless } = values;
  const storeClaim = addVolume(stack, main, configStore, {
    id: 'config-pvc',
    suffix: '-config-pvc',
    when: not(stateless),
    retain: configStore.retain,
  });
  addVolume(stack, main, persistence, { id: 'logs-pvc', name: logsClaim, when: persistence.enabled });
  return storeClaim;
}
