import { Construct } from 'constructs';
import { addVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import {
  and,
  equal,
  greaterThan,
  hasKey,
  not,
  or,
  orElse,
  text,
  type Condition,
} from '../../engine/template/operators';
import { OnlyIf } from '../../engine/template/scopes';
import { eachEntry, when } from '../../engine/template/tree';
import type { Others } from './others';
import type { ProgramValues } from './program-values';
import type { Service } from './program';
import type { McpBoxStack } from './values';

/** What the volumes and mounts of the shared volume are called in a pod. */
const VOLUME = 'shared';

/** Adds the claim for the shared volume, unless the user has one, and gives its name. What users have uploaded is in there, and nowhere else. */
export function addSharedVolume(stack: McpBoxStack): Expr<string> {
  const { sharedStorage } = stack.values;
  addVolume(new Construct(stack, 'shared'), stack.main, sharedStorage, {
    suffix: '-shared',
    when: and(sharedStorage.enabled, not(sharedStorage.existingClaim)),
    retain: true,
  });
  return stack.namedText(
    'sharedClaim',
    'The claim for the volume that services share.',
    orElse(sharedStorage.existingClaim, text`${stack.fullname}-shared`),
  );
}

/** The mount of the shared volume, in a program that wants it. */
export function sharedMount(stack: McpBoxStack, { sharedStorage }: ProgramValues) {
  return when(sharedStorage, { name: VOLUME, mountPath: stack.values.sharedStorage.mountPath });
}

/** The mounts of folders of the shared volume elsewhere. */
export function folderMounts({ values }: Service) {
  return eachEntry(values.sharedFolders, { key: 'mountPath', entry: 'folder' }, (mountPath, folder) => ({
    name: VOLUME,
    mountPath,
    subPath: folder,
  }));
}

/** The shared volume, in a program that wants it. */
export function sharedVolume(sharedClaim: Expr<string>, { sharedStorage }: ProgramValues) {
  return when(sharedStorage, { name: VOLUME, persistentVolumeClaim: { claimName: sharedClaim } });
}

/** Whether the old pod of a service must go before the new one comes: only one of them can have the volume. */
export function exclusiveVolume({ stack, values }: Service): Condition {
  return and(values.sharedStorage, equal(stack.values.sharedStorage.accessMode, 'ReadWriteOnce'));
}

/** Refuses a service that wants the shared volume and cannot have it. */
export function refuseWrongSharing({ stack, key, values, scope }: Service, others: Others): void {
  const { init, sharedStorage } = stack.values;
  const path = text`services.${key}.sharedStorage`;
  const wanted = new OnlyIf(scope, 'sharing', values.sharedStorage);
  stack.refuseWithin(
    wanted,
    path,
    'is true although sharedStorage.enabled is false; set that to true too.',
    not(sharedStorage.enabled),
  );
  stack.refuseWithin(
    scope,
    text`services.${key}.sharedFolders`,
    'has folders of a volume that the service does not mount; set its sharedStorage to true.',
    values.sharedFolders,
    not(values.sharedStorage),
  );
  for (const [what, directory] of [
    ['its configuration', values.config.mountPath],
    ['the whole of the volume', sharedStorage.mountPath],
  ] as const) {
    stack.refuseWithin(
      wanted,
      text`services.${key}.sharedFolders`,
      `has the directory of ${what}; choose another one.`,
      hasKey(values.sharedFolders, directory),
    );
  }
  stack.refuseWithin(
    wanted,
    'sharedStorage.mountPath',
    'is where services have something else already; choose another directory.',
    or(equal(sharedStorage.mountPath, values.config.mountPath), equal(sharedStorage.mountPath, '/tmp')),
  );
  const one = new OnlyIf(wanted, 'once', equal(sharedStorage.accessMode, 'ReadWriteOnce'));
  const way = 'that needs sharedStorage.accessMode ReadWriteMany.';
  stack.refuseWithin(
    one,
    path,
    `is true for several pods; ${way}`,
    or(values.autoscaling.enabled, greaterThan(values.replicas, 1)),
  );
  // The Job of an upgrade would wait for the volume for as long as the service runs.
  stack.refuseWithin(
    one,
    path,
    `is true beside init.sharedStorage; ${way}`,
    init.enabled,
    init.sharedStorage,
  );
  stack.refuseWithin(
    new OnlyIf(others.scope, 'sharing', and(values.sharedStorage, others.values.sharedStorage)),
    path,
    `is true beside that of another service; ${way}`,
    equal(sharedStorage.accessMode, 'ReadWriteOnce'),
  );
}
