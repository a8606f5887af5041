import { describeObject } from '../../../engine/release/objects';
import { claimsIn, type Claim } from './claims';
import type { Effect, Sides } from './effect';
import { pairedWorkloads } from './paired-workloads';
import { claimsOf } from './rollout';

/** Volumes that are claimed, given up or changed, and workloads that use another claim than before. */
export function touchedVolumes(sides: Sides): readonly Effect[] {
  const [old, current] = [claimsIn(sides.before), claimsIn(sides.after)];
  const keys = [...new Set([...current.keys(), ...old.keys()])];
  const claims = keys.flatMap((key) => {
    const [before, after] = [old.get(key), current.get(key)];
    const sentence = inWords(before, after);
    const of = after?.of ?? before?.of ?? '';
    return sentence === ''
      ? []
      : [effect(of, sentence, { before: before?.size ?? null, after: after?.size ?? null })];
  });
  return [...claims, ...otherClaims(sides)];
}

function inWords(before: Claim | undefined, after: Claim | undefined): string {
  if (before === undefined) return after === undefined ? '' : `${after.name} of ${after.size} is claimed.`;
  // What a StatefulSet has claimed for its pods stays without it.
  const stays =
    before.of === before.name ? '' : '; the claims that it has made stay until somebody deletes them';
  if (after === undefined) return `${before.name} of ${before.size} is no longer claimed${stays}.`;
  const changes = [
    ...(before.size === after.size ? [] : [`its size is ${after.size} instead of ${before.size}`]),
    ...(before.storageClass === after.storageClass
      ? []
      : [
          `its storage class is ${after.storageClass || 'the default'} instead of ${before.storageClass || 'the default'}`,
        ]),
  ];
  return changes.length === 0 ? '' : `${after.name}: ${changes.join(', ')}.`;
}

function otherClaims(sides: Sides): readonly Effect[] {
  return pairedWorkloads(sides).flatMap(({ before, after }) => {
    if (before === undefined || after === undefined) return [];
    const [old, current] = [claimsOf(before), claimsOf(after)];
    const of = describeObject(after);
    return [
      ...current
        .filter((claim) => !old.includes(claim))
        .map((claim) =>
          effect(of, `Its pods use the claim ${claim}, which they did not before.`, { after: claim }),
        ),
      ...old
        .filter((claim) => !current.includes(claim))
        .map((claim) => effect(of, `Its pods no longer use the claim ${claim}.`, { before: claim })),
    ];
  });
}

function effect(of: string, sentence: string, facts: Effect['facts']): Effect {
  return { kind: 'touches-volume', of, sentence, facts };
}
