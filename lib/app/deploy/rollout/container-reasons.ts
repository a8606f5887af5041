import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';
import { lastEvent } from './events';
import { pullProblem } from './image-reasons';

/**
 * Why the containers of a pod are not ready, those first that the others wait for.
 *
 * @param live what there is in its namespace: events, and the rest
 */
export function containerReasons(
  pod: KubernetesObject,
  live: readonly KubernetesObject[],
): readonly string[] {
  const first = statusesOf(pod, 'initContainerStatuses').flatMap((status) =>
    reasonOf(pod, status, live, true),
  );
  return first.length > 0
    ? first
    : statusesOf(pod, 'containerStatuses').flatMap((status) => reasonOf(pod, status, live, false));
}

function statusesOf(pod: KubernetesObject, key: string): readonly Json[] {
  return items(at(pod, 'status', key));
}

function reasonOf(
  pod: KubernetesObject,
  status: Json,
  live: readonly KubernetesObject[],
  isInit: boolean,
): readonly string[] {
  const name = `${isInit ? 'init container' : 'container'} ${scalarString(at(status, 'name'))}`;
  const waiting = at(status, 'state', 'waiting');
  if (waiting !== undefined) return ofWaiting(pod, name, status, live);
  const ended = at(status, 'state', 'terminated');
  if (ended !== undefined)
    return at(ended, 'exitCode') === 0 ? [] : [`${name} ${endOf(pod, status, ended, live)}`];
  if (isInit) return isSidecar(pod, status) ? [] : [`it waits for its ${name}, which runs`];
  if (at(status, 'ready') === true) return [];
  return ofRunning(pod, name, status, live);
}

function ofWaiting(
  pod: KubernetesObject,
  name: string,
  status: Json,
  live: readonly KubernetesObject[],
): readonly string[] {
  const reason = scalarString(at(status, 'state', 'waiting', 'reason'));
  const message = scalarString(at(status, 'state', 'waiting', 'message'));
  const image = scalarString(at(specOf(pod, status), 'image') ?? at(status, 'image'));
  switch (reason) {
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'RegistryUnavailable':
    case 'InvalidImageName':
    case 'ErrImageNeverPull': {
      const said = lastEvent(pod, live, (_, text) => text.startsWith(`Failed to pull image "${image}"`));
      return [`${name}: ${pullProblem(image, reason, said ?? message)}`];
    }
    case 'CreateContainerConfigError':
    case 'CreateContainerError':
    case 'RunContainerError':
      return [`${name} cannot be created: ${configProblem(message)}`];
    case 'CrashLoopBackOff': {
      const ended = at(status, 'lastState', 'terminated');
      const restarts = scalarString(at(status, 'restartCount') ?? 0);
      return [`${name} ${endOf(pod, status, ended, live)}, and was restarted ${restarts} times`];
    }
    // Being made: what is in its way is said of the pod.
    default:
      return [];
  }
}

/** What the kubelet lacks to make a container. */
function configProblem(message: string): string {
  const [, kind = '', missing] = /^(secret|configmap) "([^"]+)" not found/i.exec(message) ?? [];
  if (missing !== undefined)
    return kind.toLowerCase() === 'secret'
      ? `it reads Secret ${missing}, which does not exist (stacks secrets says how it is made)`
      : `it reads ConfigMap ${missing}, which does not exist`;
  const [, key, holder] = /couldn't find key (\S+) in ((?:Secret|ConfigMap) \S+)/.exec(message) ?? [];
  if (key !== undefined && holder !== undefined)
    return `it reads the key ${key} of ${holder}, which does not have it`;
  if (/runAsNonRoot.*(root|non-numeric)/.test(message))
    return `it must not run as root, and the image does not say another user (${message})`;
  return message === '' ? 'the node does not say why' : message;
}

/** How a container ended that should run. */
function endOf(
  pod: KubernetesObject,
  status: Json,
  ended: Json | undefined,
  live: readonly KubernetesObject[],
): string {
  const reason = scalarString(at(ended, 'reason'));
  const code = scalarString(at(ended, 'exitCode'));
  if (reason === 'OOMKilled') {
    const limit = scalarString(at(specOf(pod, status), 'resources', 'limits', 'memory'));
    return `was killed, since it used more memory than its limit${limit === '' ? '' : ` of ${limit}`}`;
  }
  const probe = probeSaid(pod, status, live, ['Liveness', 'Startup']);
  if (probe !== undefined && ['137', '143'].includes(code)) return `was stopped, since its ${probe}`;
  const message = scalarString(at(ended, 'message')).trim();
  if (code === '0') return 'ended, though it should run on';
  if (code === '') return 'ends again and again';
  return `ended with exit code ${code}${message === '' ? '' : ` (${message.split('\n').at(-1) ?? ''})`}`;
}

function ofRunning(
  pod: KubernetesObject,
  name: string,
  status: Json,
  live: readonly KubernetesObject[],
): readonly string[] {
  const isStarting = at(status, 'started') === false;
  const said = probeSaid(pod, status, live, isStarting ? ['Startup'] : ['Readiness', 'Liveness']);
  return said === undefined ? [] : [`${name} runs, and its ${said}`];
}

/** What a probe of a container has found last, such as `readiness probe fails: HTTP probe failed with statuscode: 503`. */
function probeSaid(
  pod: KubernetesObject,
  status: Json,
  live: readonly KubernetesObject[],
  probes: readonly string[],
): string | undefined {
  const form = new RegExp(
    `^(${probes.join('|')}) probe (?:failed|errored)(?: and resulted in [^:]*)?: ([^]*)`,
  );
  const path = `{${scalarString(at(status, 'name'))}}`;
  const events = live.filter((event) => !/\{.+\}/.test(fieldPath(event)) || fieldPath(event).includes(path));
  const found = form.exec(
    lastEvent(pod, events, (reason, text) => reason === 'Unhealthy' && form.test(text)) ?? '',
  );
  if (found === null) return undefined;
  const [, probe = '', why = ''] = found;
  return `${probe.toLowerCase()} probe fails: ${why.trim().split('\n')[0] ?? ''}`;
}

function fieldPath(event: KubernetesObject): string {
  return scalarString(at(event, 'involvedObject', 'fieldPath'));
}

/** Whether an init container runs as long as the pod does. */
function isSidecar(pod: KubernetesObject, status: Json): boolean {
  return at(specOf(pod, status), 'restartPolicy') === 'Always';
}

/** The container of a pod that a status is of. */
function specOf(pod: KubernetesObject, status: Json): Json | undefined {
  return ['containers', 'initContainers']
    .flatMap((key) => items(at(pod, 'spec', key)))
    .find((container) => at(container, 'name') === at(status, 'name'));
}
