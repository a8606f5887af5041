import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';

/** What the cluster has said of an object last, for a reason such as `FailedMount`. */
export function lastEvent(
  of: KubernetesObject,
  live: readonly KubernetesObject[],
  isMeant: (reason: string, message: string) => boolean,
): string | undefined {
  return live
    .filter((event) => event['kind'] === 'Event' && isAbout(event, of))
    .filter((event) => isMeant(scalarString(event['reason']), scalarString(event['message'])))
    .sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1))
    .map(({ message }) => scalarString(message).replace(/^\(combined from similar events\): /, ''))
    .at(-1);
}

/** By its UID: an object of the same name may have been there before. */
function isAbout(event: KubernetesObject, of: KubernetesObject): boolean {
  const about = at(event, 'involvedObject');
  const uid = scalarString(at(of, 'metadata', 'uid'));
  if (uid !== '') return at(about, 'uid') === uid;
  return at(about, 'kind') === of['kind'] && at(about, 'name') === metadataOf(of).name;
}

function timeOf(event: KubernetesObject): string {
  return scalarString(
    at(event, 'series', 'lastObservedTime') ??
      event['lastTimestamp'] ??
      event['eventTime'] ??
      at(event, 'metadata', 'creationTimestamp'),
  );
}
