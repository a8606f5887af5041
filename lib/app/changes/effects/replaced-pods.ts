import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { sameJson } from '../../../engine/values/minimal-overrides';
import { podCountOf } from '../../objects/workloads';
import type { ChangedObject } from '../object-changes';
import { formatFieldPath } from '../fields';
import { duration } from './duration';
import { podsInWords } from './pods-in-words';
import type { Effect, Sides } from './effect';
import { rolloutOf } from './rollout';

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Workloads whose template changes: Kubernetes replaces each of their pods. */
export function replacedPods({ objects, after }: Sides): readonly Effect[] {
  return objects
    .filter((change): change is ChangedObject => change.change === 'changed')
    .filter((change) => WORKLOADS.includes(scalarString(change.after['kind'])) && hasOtherTemplate(change))
    .map((change) => effectOf(change, after));
}

function hasOtherTemplate({ before, after }: ChangedObject): boolean {
  return !sameJson(at(before, 'spec', 'template'), at(after, 'spec', 'template'));
}

function effectOf(change: ChangedObject, objects: readonly KubernetesObject[]): Effect {
  const count = podCountOf(change.after, objects);
  const { most } = count;
  const { how, unavailable, seconds, from } = rolloutOf(change.after, most);
  const pods = change.after['kind'] === 'DaemonSet' ? 'the pod of each node' : podsInWords(count);
  const time =
    seconds === undefined
      ? ''
      : `, in at most ${duration(seconds)}${count.least === most ? '' : ` for ${String(most)}`}`;
  const causes = change.fields
    .filter(({ path }) => path[0] === 'spec' && path[1] === 'template')
    .map(({ path }) => formatFieldPath(path.slice(2)));
  return {
    kind: 'replaces-pods',
    of: describeObject(change.after),
    sentence: `${pods}, ${how}, ${unavailableInWords(unavailable, most)}${time}: ${from}; image pulls and init containers not counted.`,
    facts: {
      pods: most,
      unavailable,
      ...(seconds === undefined ? {} : { atMostSeconds: seconds }),
      from,
      causes,
    },
  };
}

function unavailableInWords(unavailable: number, pods: number): string {
  if (unavailable === 0) return 'none unavailable meanwhile';
  return unavailable >= pods ? 'unavailable meanwhile' : `up to ${String(unavailable)} unavailable meanwhile`;
}
