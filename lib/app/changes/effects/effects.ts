import { changedConnections } from './connections';
import type { EffectsOf } from './effect';
import { changedHosts } from './hosts';
import { immutableFields } from './immutable-fields';
import { irreversible } from './irreversible';
import { neededSecretsOf } from './needed-secrets';
import { replacedPods } from './replaced-pods';
import { changedRequests } from './requests';
import { scaledPods } from './scaled-pods';
import { touchedVolumes } from './volumes';

/** All kinds of effects, the ones that stop an operator first. */
export const EFFECTS: readonly EffectsOf[] = [
  immutableFields,
  irreversible,
  neededSecretsOf,
  touchedVolumes,
  replacedPods,
  scaledPods,
  changedHosts,
  changedConnections,
  changedRequests,
];
