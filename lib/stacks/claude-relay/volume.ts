import type { VolumeOptions, ClaimProps } from '../../kubernetes/volume';
import { and, equal, not, or, orElse, type Condition } from '../../engine/template/operators';
import type { RelayStack } from './values';

/** The volume for /app/data, if there is one. */
export interface DataVolume extends VolumeOptions {
  readonly claim: ClaimProps;
  /** Whether it lets only one pod at a time use it, so that the old pod must go before the new one comes. */
  readonly exclusive: Condition;
}

/** The volume of the relay. Several pods have none: what must be alike in all of them comes from the Secret. */
export function dataVolume(stack: RelayStack, multipleReplicas: Condition): DataVolume {
  const { persistence } = stack.values;
  const shared = equal(persistence.accessMode, 'ReadWriteMany');
  const used = stack.namedCondition(
    'claimed',
    'Whether the data is on a volume: several pods have one only where they can share it.',
    and(persistence.enabled, or(not(multipleReplicas), shared)),
  );
  return {
    claim: { ...persistence, accessMode: orElse(persistence.accessMode, 'ReadWriteOnce') },
    when: used,
    exclusive: stack.namedCondition(
      'oneAtATime',
      'Whether the old pod must go before the new one comes.',
      and(used, not(shared)),
    ),
    suffix: '-data',
    retain: persistence.retain,
  };
}
