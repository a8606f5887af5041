import { Construct } from 'constructs';
import type { Expr } from '../../engine/template/expression';
import { and, equal, orElse, text, type Condition } from '../../engine/template/operators';
import { eachEntry, when } from '../../engine/template/tree';
import { addVolume } from '../../kubernetes/volume';
import type { Service } from './program';
import type { ProgramValues } from './program-values';
import type { McpBoxStack } from './values';

/** Name of the shared volume in a pod. */
const VOLUME = 'shared';

/**
 * Adds the PersistentVolumeClaim of the shared volume unless `existingClaim` is set, and returns its name. The claim is kept on
 * uninstall: uploads of users are stored nowhere else.
 */
export function addSharedVolume(stack: McpBoxStack): Expr<string> {
  const { sharedStorage } = stack.values;
  addVolume(new Construct(stack, 'shared'), stack.main, sharedStorage, {
    suffix: '-shared',
    when: sharedStorage.enabled,
    retain: true,
  });
  return stack.namedString(
    'sharedClaimName',
    'Name of the PersistentVolumeClaim of the shared volume.',
    orElse(sharedStorage.existingClaim, text`${stack.fullname}-shared`),
  );
}

/** Mount of the shared volume, if the program uses it. */
export function sharedMount(stack: McpBoxStack, { sharedStorage }: ProgramValues) {
  return when(sharedStorage, { name: VOLUME, mountPath: stack.values.sharedStorage.mountPath });
}

/** Mounts of folders of the shared volume at other paths. */
export function folderMounts({ values }: Service) {
  return eachEntry(values.sharedFolders, { key: 'mountPath', entry: 'folder' }, (mountPath, folder) => ({
    name: VOLUME,
    mountPath,
    subPath: folder,
  }));
}

/** The shared volume, if the program uses it. */
export function sharedVolume(sharedClaim: Expr<string>, { sharedStorage }: ProgramValues) {
  return when(sharedStorage, { name: VOLUME, persistentVolumeClaim: { claimName: sharedClaim } });
}

/** Whether only one pod of the service can mount the shared volume, so that an old pod has to terminate before a new one starts. */
export function isExclusive({ stack, values }: Service): Condition {
  return and(values.sharedStorage, equal(stack.values.sharedStorage.accessMode, 'ReadWriteOnce'));
}
