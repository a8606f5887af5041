import { addVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import { and, equal, not, or, orElse, text, type Condition } from '../../engine/template/operators';
import type { JaiRouterStack } from './values';

/** The volumes for the logs and for what is changed while JAiRouter runs. */
export interface JaiRouterVolumes {
  /** The claim for the logs. */
  readonly logsClaim: Expr<string>;
  /** Whether one of them lets only one pod at a time use it, so that the old pod must go before the new one comes. */
  readonly exclusive: Condition;
}

/** Whether a volume lets only one pod at a time use it. */
export function exclusiveVolume(stack: JaiRouterStack): Condition {
  const { persistence, stateless } = stack.values;
  return stack.namedCondition(
    'oneAtATime',
    'Whether the old pod must go before the new one comes: both would write to the same volume.',
    or(not(stateless), and(persistence.enabled, equal(persistence.accessMode, 'ReadWriteOnce'))),
  );
}

/** The claim for the logs. */
export function logsClaimOf(stack: JaiRouterStack): Expr<string> {
  return stack.namedText(
    'logsClaim',
    'The claim for the logs.',
    orElse(stack.values.persistence.claimName, text`${stack.fullname}-logs`),
  );
}

/** Adds the claims for the volumes. */
export function addVolumes(stack: JaiRouterStack, { logsClaim }: JaiRouterVolumes): void {
  const { main, values } = stack;
  const { configStore, persistence, stateless } = values;
  addVolume(stack, main, configStore, {
    id: 'config-pvc',
    suffix: '-config-pvc',
    when: not(stateless),
    retain: configStore.retain,
  });
  addVolume(stack, main, persistence, { id: 'logs-pvc', name: logsClaim, when: persistence.enabled });
}
