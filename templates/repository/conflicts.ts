import { autoscaling, noHosts, waysIn, type Conflict } from '../../test/inputs/conflict';

/** What Web app rejects although each value is right. */
export const conflicts: readonly Conflict[] = [noHosts, ...waysIn(), ...autoscaling];
