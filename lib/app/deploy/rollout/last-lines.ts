import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items, metadataOf } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { isMap, scalarString } from '../../../engine/values/merge';
import { KubectlError, type Kubectl } from '../../cluster/kubectl';
import { UserError } from '../../explain';

/**
 * Objects of a cluster with the last lines of containers that start and end again and again, where a cluster itself has the message of one
 * that ended. It has none of a program that only writes a log.
 */
export function withLastLines(
  kubectl: Kubectl,
  live: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  return live.map((object) => {
    if (object['kind'] !== 'Pod' || !isMap(object['status'])) return object;
    const status = { ...object['status'] };
    for (const key of ['initContainerStatuses', 'containerStatuses'])
      if (status[key] !== undefined)
        status[key] = items(status[key]).map((one) => withMessage(kubectl, object, one));
    return { ...object, status };
  });
}

function withMessage(kubectl: Kubectl, pod: KubernetesObject, status: Json): Json {
  const ended = at(status, 'lastState', 'terminated');
  if (at(status, 'state', 'waiting', 'reason') !== 'CrashLoopBackOff') return status;
  if (!isMap(status) || !isMap(ended) || scalarString(ended['message']) !== '') return status;
  const message = lastLines(kubectl, pod, scalarString(status['name']));
  return { ...status, lastState: { terminated: { ...ended, message } } };
}

/** Nothing where the log is gone, is not for this user, or its node does not answer. */
function lastLines(kubectl: Kubectl, pod: KubernetesObject, container: string): string {
  const { namespace, name } = metadataOf(pod);
  try {
    return kubectl([
      'logs',
      name,
      '--namespace',
      namespace,
      '--container',
      container,
      '--previous',
      '--tail=5',
    ]);
  } catch (error) {
    if (error instanceof KubectlError || error instanceof UserError) return '';
    throw error;
  }
}
