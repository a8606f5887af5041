import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject } from '../../../engine/release/objects';
import type { Kubectl } from '../../cluster/kubectl';
import { asked, listOf, objectsIn } from '../../cluster/objects';
import { missingKinds } from '../preflight/definitions';
import { inWords, type Finding } from '../preflight/question';
import type { ReleaseName } from './release';

/** The annotations by which Helm knows its own. */
const NAME = 'meta.helm.sh/release-name';
const NAMESPACE = 'meta.helm.sh/release-namespace';

/** A finding where objects are there that Helm did not make: it would reject the whole release. */
export function foreignObjects(
  kubectl: Kubectl,
  { name, namespace }: ReleaseName,
  objects: readonly KubernetesObject[],
): readonly Finding[] {
  const unknown = new Set([...missingKinds(kubectl, objects).values()].flat());
  // A chart makes a namespace only where there is none.
  const known = objects.filter((object) => !unknown.has(object) && object['kind'] !== 'Namespace');
  const args = ['get', '--ignore-not-found', '--output', 'json', '-f', '-'];
  const live = objectsIn(asked(() => kubectl(args, listOf(known))));
  const foreign = live.filter((object) => {
    const annotations = at(object, 'metadata', 'annotations');
    return at(annotations, NAME) !== name || at(annotations, NAMESPACE) !== namespace;
  });
  if (foreign.length === 0) return [];
  return [
    {
      kind: 'foreign-object',
      sentence: `Helm did not make ${inWords(foreign.map(describeObject))} for the release ${name} in ${namespace}, and takes no others; let it take them over by --take-ownership after two dashes (Helm 3.17 and later), or delete them first.`,
    },
  ];
}
