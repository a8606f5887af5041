import { Construct } from 'constructs';
import * as k8s from '../../kubernetes/k8s';
import { claimSpec, claimValues } from '../../kubernetes/volume';
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
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { eachEntry, when } from '../../engine/template/tree';
import { section } from '../../engine/values/collections';
import { objectName } from '../../engine/values/names';
import { flag, oneOf, path } from '../../engine/values/scalars';
import type { McpBox } from './stack';
import type { Others } from './others';
import type { ProgramValues } from './program-values';
import type { Service } from './service';

/** What the volumes and mounts of the shared volume are called in a pod. */
const VOLUME = 'shared';

/**
 * The values of the volume that services share. The market, the login service, the web pages and the Job that seeds the platform
 * keep packages, pictures and API descriptions in one directory (upstream, docker-compose/docker-compose.yml).
 */
export const sharedStorageValues = section(
  'Volume that services with sharedStorage, and init, share. It is kept when the release is uninstalled.',
  {
    enabled: flag(false, 'Have a shared volume.'),
    existingClaim: objectName('', 'Claim of your own to use instead of making one.'),
    accessMode: oneOf(
      'ReadWriteMany',
      ['ReadWriteMany', 'ReadWriteOnce'],
      'Access mode, of a claim of your own too; with ReadWriteOnce one pod of one service can have it.',
    ),
    ...claimValues('20Gi'),
    mountPath: path(
      '/data/mcpcan',
      'Directory of the volume in the containers: the storage.rootPath of configurations.',
    ),
  },
);

/** Makes the claim for the shared volume, unless the user has one, and gives its name. */
export function shareStorage(stack: McpBox): Expr<string> {
  const { sharedStorage } = stack.values;
  const made = new Construct(stack, 'shared');
  const own = new OnlyIf(made, 'made', and(sharedStorage.enabled, not(sharedStorage.existingClaim)));
  const metadata = stack.main.metadata('-shared', {
    // What users have uploaded is in there, and nowhere else.
    'helm.sh/resource-policy': 'keep',
  });
  Resource.of(own, 'pvc', {
    of: k8s.KubePersistentVolumeClaim,
    manifest: { metadata, spec: claimSpec(sharedStorage) },
  });
  return stack.namedText(
    'sharedClaim',
    'The claim for the volume that services share.',
    orElse(sharedStorage.existingClaim, text`${stack.fullname}-shared`),
  );
}

/** The mount of the shared volume, in a program that wants it. */
export function sharedMount(stack: McpBox, { sharedStorage }: ProgramValues) {
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
export function sharedVolume(stack: McpBox, { sharedStorage }: ProgramValues) {
  return when(sharedStorage, { name: VOLUME, persistentVolumeClaim: { claimName: stack.sharedClaim } });
}

/** Whether the old pod of a service must go before the new one comes: only one of them can have the volume. */
export function oneAtATime({ stack, values }: Service): Condition {
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
