import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject } from '../../../engine/release/objects';
import { quantityOf } from '../../objects/quantity';
import { scalarString } from '../../../engine/values/merge';
import type { ObjectChange } from '../object-changes';
import { claimsIn } from './claims';
import { changedDatabaseImages } from './database-images';
import type { Effect, Sides } from './effect';

/** What cannot be undone by applying the manifests of before: data are gone, or are of a form that the software of before cannot read. */
export function irreversible(sides: Sides): readonly Effect[] {
  return [
    ...sides.objects.flatMap(ofRemoved),
    ...sides.objects.flatMap(ofRetention),
    ...grownClaims(sides),
    ...changedDatabaseImages(sides).map(({ of, sentence, ...facts }) => effect(of, sentence, facts)),
  ];
}

function ofRemoved(change: ObjectChange): readonly Effect[] {
  if (change.change !== 'removed') return [];
  const name = describeObject(change.before);
  switch (change.before['kind']) {
    case 'PersistentVolumeClaim':
      return [
        effect(
          name,
          'If it is deleted, its data are gone, unless the reclaim policy of its volume is Retain.',
        ),
      ];
    case 'Namespace':
      return [effect(name, 'If it is deleted, all that is in it is gone, with claims and Secrets.')];
    case 'CustomResourceDefinition':
      return [effect(name, 'If it is deleted, all objects of its kind are gone.')];
    case 'StatefulSet':
      return deletesClaims(change.before, 'whenDeleted')
        ? [
            effect(
              name,
              'Its claims and their data are deleted with it (persistentVolumeClaimRetentionPolicy).',
            ),
          ]
        : [];
    default:
      return [];
  }
}

function ofRetention(change: ObjectChange): readonly Effect[] {
  if (change.change !== 'changed' || change.after['kind'] !== 'StatefulSet') return [];
  const { before, after } = change;
  const [old, current] = [before, after].map((object) => Number(at(object, 'spec', 'replicas') ?? 1));
  if (old === undefined || current === undefined || current >= old || !deletesClaims(after, 'whenScaled'))
    return [];
  return [
    effect(
      describeObject(after),
      `The claims of ${String(old - current)} pods and their data are deleted (persistentVolumeClaimRetentionPolicy).`,
    ),
  ];
}

function deletesClaims(statefulSet: KubernetesObject, when: 'whenDeleted' | 'whenScaled'): boolean {
  return at(statefulSet, 'spec', 'persistentVolumeClaimRetentionPolicy', when) === 'Delete';
}

/** Volumes grow and do not shrink. */
function grownClaims({ before, after }: Sides): readonly Effect[] {
  const old = claimsIn(before);
  return [...claimsIn(after)].flatMap(([key, { of, name, size }]) => {
    const previous = old.get(key)?.size ?? '';
    // A template of claims cannot be changed at all.
    if (of !== name || previous === '' || size === '' || quantityOf(size) <= quantityOf(previous)) return [];
    return [effect(of, `It grows from ${previous} to ${size}, and a volume cannot shrink.`)];
  });
}

function effect(of: string, sentence: string, facts: Effect['facts'] = {}): Effect {
  return { kind: 'irreversible', of: scalarString(of), sentence, facts };
}
