import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, identityOf, items, metadataOf } from '../../../engine/release/objects';
import { dryRun } from '../../cluster/dry-run';
import type { Kubectl } from '../../cluster/kubectl';
import { asked, listOf, objectsIn } from '../../cluster/objects';
import { comparable } from './comparable';
import { laidOver } from './laid-over';
import type { Side } from './side';

/** An environment in a cluster now, and as it would be after `kubectl apply --server-side`, which changes nothing: a dry run. */
export interface ClusterSides {
  readonly before: Side;
  readonly after: Side;
  /** What is there and rendered no more, as the cluster has it. */
  readonly left: readonly KubernetesObject[];
}

/** What all objects with the labels of a stack have in manifests, and no object that a controller makes of them. */
const LABELS = 'app.kubernetes.io/managed-by=cdk8s,helm.sh/chart';

/** What controllers make with the labels of another object. */
const DERIVED = ['endpoints', 'endpointslices.discovery.k8s.io', 'events', 'events.events.k8s.io', 'pods'];

/**
 * @param name of the cluster in words
 * @param rendered the manifests of the environment
 * @param others the manifests of all other environments, whose objects are not to be removed
 * @throws UserError when the cluster does not answer, or lacks a kind
 */
export function clusterSides(
  kubectl: Kubectl,
  name: string,
  rendered: readonly KubernetesObject[],
  others: readonly KubernetesObject[],
): ClusterSides {
  const live = new Map(liveObjects(kubectl, rendered).map((object) => [identityOf(object), object]));
  const absent = rendered
    .filter((object) => object['kind'] === 'Namespace' && !live.has(identityOf(object)))
    .map((object) => metadataOf(object).name);
  // In a namespace that is not there a dry run is not possible, and all is new anyway.
  const inPlace = rendered.filter((object) => !absent.includes(metadataOf(object).namespace));
  const { applied, rejected } = dryRun(kubectl, inPlace, ['--force-conflicts']);
  const after = rendered.map((object) => {
    const before = live.get(identityOf(object));
    if (before === undefined) return object;
    return comparable(applied.get(identityOf(object)) ?? laidOver(before, object));
  });
  const left = leftOver(kubectl, rendered, others);
  return {
    before: { name, objects: [...live.values(), ...left].map(comparable), notes: notesOn(left, rendered) },
    after: {
      name: 'after an apply',
      objects: after,
      notes: [],
      rejected,
    },
    left,
  };
}

function liveObjects(kubectl: Kubectl, rendered: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const args = ['get', '--ignore-not-found', '--output', 'json', '-f', '-'];
  return objectsIn(asked(() => kubectl(args, listOf(rendered))));
}

/** What an apply leaves and nothing renders any more: objects with the labels of stacks that are of no environment. */
function leftOver(
  kubectl: Kubectl,
  rendered: readonly KubernetesObject[],
  others: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const kinds = asked(() => kubectl(['api-resources', '--verbs=list,delete', '--output', 'name']))
    .split('\n')
    .filter((kind) => kind !== '' && !DERIVED.includes(kind));
  const labelled = objectsIn(
    asked(() =>
      kubectl(['get', kinds.join(','), '--all-namespaces', '--selector', LABELS, '--output', 'json']),
    ),
  );
  const known = new Set([...rendered, ...others].map(identityOf));
  const theirs = new Set(others.map((object) => metadataOf(object).namespace));
  const ours = new Set(rendered.map((object) => metadataOf(object).namespace));
  const unique = new Map(labelled.map((object) => [identityOf(object), object]));
  return [...unique.values()].filter((object) => {
    const { namespace } = metadataOf(object);
    const isOwned = items(at(object, 'metadata', 'ownerReferences')).length > 0;
    return !isOwned && !known.has(identityOf(object)) && (ours.has(namespace) || !theirs.has(namespace));
  });
}

function notesOn(
  left: readonly KubernetesObject[],
  rendered: readonly KubernetesObject[],
): readonly string[] {
  const ours = new Set(rendered.map((object) => metadataOf(object).namespace));
  const namespaces = new Set(
    left.map((object) => metadataOf(object).namespace).filter((one) => !ours.has(one)),
  );
  if (namespaces.size === 0) return [];
  return [
    `Among what is not rendered any more are objects in ${[...namespaces].join(', ')}, which no environment has. Are they of another checkout?`,
  ];
}
