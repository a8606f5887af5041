import type { KubernetesObject } from '../../../engine/manifests/render';
import type { Json } from '../../../engine/values/declaration';
import type { ObjectChange } from '../object-changes';

/** What a change does, and how people call it. */
export const EFFECT_NAMES = {
  'replaces-pods': 'replaces pods',
  'scales-pods': 'scales pods',
  'needs-secret': 'needs a Secret',
  'opens-host': 'opens a host',
  'closes-host': 'closes a host',
  'opens-connection': 'opens a connection',
  'closes-connection': 'closes a connection',
  'changes-requests': 'changes requests',
  'touches-volume': 'touches a volume',
  rejected: 'is rejected by the cluster',
  'immutable-field': 'cannot be changed in place',
  irreversible: 'cannot go back',
} as const;

export type EffectKind = keyof typeof EFFECT_NAMES;

/** Something that changes do beyond that fields have other values. */
export interface Effect {
  readonly kind: EffectKind;
  /** What it is about, such as `Deployment ai/relay`; empty for the whole environment. */
  readonly of: string;
  /** Other objects whose change does it, such as a network policy. @default - none */
  readonly by?: readonly string[];
  /** A sentence for people. */
  readonly sentence: string;
  /** What a machine may read of the sentence. */
  readonly facts: Readonly<Record<string, Json>>;
}

/** The objects of an environment before and after, and what is not the same. */
export interface Sides {
  readonly before: readonly KubernetesObject[];
  readonly after: readonly KubernetesObject[];
  readonly objects: readonly ObjectChange[];
}

/** Finds effects of one kind. */
export type EffectsOf = (sides: Sides) => readonly Effect[];
