import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject } from '../../../engine/release/objects';
import type { Kubectl } from '../../cluster/kubectl';
import { asked, listOf, objectsIn } from '../../cluster/objects';
import { missingKinds } from '../preflight/definitions';
import { inWords, type Finding } from '../preflight/question';
import type { HelmRelease } from './release';

/** The annotation by which Helm knows its own. */
const RELEASE = 'meta.helm.sh/release-name';

/** A finding where objects are there that Helm did not make: it would reject the whole release. */
export function foreignObjects(
  kubectl: Kubectl,
  { name }: Pick<HelmRelease, 'name'>,
  objects: readonly KubernetesObject[],
): readonly Finding[] {
  const unknown = new Set([...missingKinds(kubectl, objects).values()].flat());
  // A chart makes a namespace only where there is none.
  const known = objects.filter((object) => !unknown.has(object) && object['kind'] !== 'Namespace');
  const args = ['get', '--ignore-not-found', '--output', 'json', '-f', '-'];
  const live = objectsIn(asked(() => kubectl(args, listOf(known))));
  const foreign = live.filter((object) => at(object, 'metadata', 'annotations', RELEASE) !== name);
  if (foreign.length === 0) return [];
  return [
    {
      kind: 'foreign-object',
      sentence: `Helm did not make ${inWords(foreign.map(describeObject))} for the release ${name}, and takes no others; let it take them over by --take-ownership after two dashes (Helm 3.17 and later), or delete them first.`,
    },
  ];
}
