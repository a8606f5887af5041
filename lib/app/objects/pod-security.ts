import type { Json, JsonObject } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';

/** The Pod Security Standards, the strictest first (Kubernetes documentation, "Pod Security Standards"). */
const STANDARDS = ['restricted', 'baseline', 'privileged'] as const;

/** One of the Pod Security Standards. */
export type PodSecurityStandard = (typeof STANDARDS)[number];

/** The strictest of the Pod Security Standards that the pods of all objects meet. */
export function podSecurityOf(objects: readonly JsonObject[]): PodSecurityStandard {
  const met = objects.flatMap(podsOf).map(standardOf);
  return STANDARDS.findLast((standard) => met.includes(standard)) ?? 'restricted';
}

/** The spec of the pods that an object is or makes. */
function podsOf(object: JsonObject): JsonObject[] {
  const paths = [['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec'], ['spec']];
  const [pod] = paths
    .map((path) => at(object, path))
    .filter((spec) => at(spec, ['containers']) !== undefined);
  return isMap(pod) ? [pod] : [];
}

function standardOf(pod: JsonObject): PodSecurityStandard {
  const containers = ['initContainers', 'containers'].flatMap((key) => maps(pod[key]));
  if (!meetsBaseline(pod, containers)) return 'privileged';
  return meetsRestricted(pod, containers) ? 'restricted' : 'baseline';
}

const BASELINE_CAPABILITIES: readonly Json[] = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP',
  'SETUID', 'SYS_CHROOT',
]; // prettier-ignore

function meetsBaseline(pod: JsonObject, containers: readonly JsonObject[]): boolean {
  const sharesHost = ['hostNetwork', 'hostPID', 'hostIPC'].some((key) => pod[key] === true);
  const mountsHost = maps(pod['volumes']).some((volume) => Object.hasOwn(volume, 'hostPath'));
  return (
    !sharesHost &&
    !mountsHost &&
    at(pod, ['securityContext', 'seccompProfile', 'type']) !== 'Unconfined' &&
    containers.every(
      (container) =>
        at(container, ['securityContext', 'privileged']) !== true &&
        at(container, ['securityContext', 'seccompProfile', 'type']) !== 'Unconfined' &&
        added(container).every((capability) => BASELINE_CAPABILITIES.includes(capability)) &&
        maps(container['ports']).every(({ hostPort = 0 }) => hostPort === 0),
    )
  );
}

const RESTRICTED_VOLUMES: readonly string[] = [
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret',
]; // prettier-ignore

function meetsRestricted(pod: JsonObject, containers: readonly JsonObject[]): boolean {
  const plainVolumes = maps(pod['volumes']).every((volume) =>
    Object.keys(volume).every((key) => key === 'name' || RESTRICTED_VOLUMES.includes(key)),
  );
  return (
    plainVolumes &&
    containers.every((container) => {
      // A container's own setting wins over the pod's.
      const setting = (...path: readonly string[]): Json | undefined =>
        at(container, ['securityContext', ...path]) ?? at(pod, ['securityContext', ...path]);
      const seccomp = setting('seccompProfile', 'type');
      return (
        setting('runAsNonRoot') === true &&
        setting('runAsUser') !== 0 &&
        (seccomp === 'RuntimeDefault' || seccomp === 'Localhost') &&
        setting('allowPrivilegeEscalation') === false &&
        list(setting('capabilities', 'drop')).includes('ALL') &&
        added(container).every((capability) => capability === 'NET_BIND_SERVICE')
      );
    })
  );
}

function added(container: JsonObject): readonly Json[] {
  return list(at(container, ['securityContext', 'capabilities', 'add']));
}

function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function maps(value: Json | undefined): readonly JsonObject[] {
  return list(value).filter(isMap);
}
