import { and, equal, not, or, orElse, type Condition } from '../../engine/template/operators';
import type { VolumeOptions, ClaimProps } from '../../kubernetes/volume';
import type { RelayStack } from './values';

/** Persistent volume for /app/data, if enabled. */
export interface DataVolume extends VolumeOptions {
  readonly claim: ClaimProps;
  /** Whether only one pod at a time can use it, so that the Deployment needs the strategy Recreate. */
  readonly recreate: Condition;
}

/** The volume of the relay. Multiple replicas have none: the Secret has what must be identical in all of them. */
export function dataVolume(stack: RelayStack, multipleReplicas: Condition): DataVolume {
  const { persistence } = stack.values;
  const shared = stack.namedCondition(
    'sharedVolume',
    'Whether multiple replicas can share the volume.',
    equal(persistence.accessMode, 'ReadWriteMany'),
  );
  const usesVolume = stack.namedCondition(
    'usesVolume',
    'Whether the data is on a persistent volume: multiple replicas have one only with the access mode ReadWriteMany.',
    and(persistence.enabled, or(not(multipleReplicas), shared)),
  );
  return {
    claim: { ...persistence, accessMode: orElse(persistence.accessMode, 'ReadWriteOnce') },
    when: usesVolume,
    recreate: stack.namedCondition(
      'recreate',
      'Whether the old pod must terminate before the new one starts.',
      and(usesVolume, not(shared)),
    ),
    suffix: '-data',
    retain: persistence.retain,
  };
}
