import { at, describeObject, metadataOf } from '../../../engine/release/objects';
import { groupBy, inWords, type Asked, type Question } from './question';

/** Is each namespace there, or made with the objects in it? In one on its way out nothing can be made. */
export const namespacesQuestion: Question = {
  kind: 'namespace',
  whether: 'the namespaces are there',
  ask: (asked) => [...missing(asked), ...ending(asked)],
};

function missing({ objects, namespaces }: Asked): readonly string[] {
  const made = objects.filter(({ kind }) => kind === 'Namespace').map((one) => metadataOf(one).name);
  const inside = objects.filter((object) => metadataOf(object).namespace !== '');
  return [...groupBy(inside, (object) => metadataOf(object).namespace)]
    .filter(([name]) => !namespaces.has(name) && !made.includes(name))
    .map(
      ([name, all]) =>
        `Namespace ${name} does not exist, for ${inWords(all.map(describeObject))}; create it first (kubectl create namespace ${name}).`,
    );
}

function ending({ namespaces }: Asked): readonly string[] {
  return [...namespaces]
    .filter(([, object]) => at(object, 'status', 'phase') === 'Terminating')
    .map(
      ([name]) =>
        `Namespace ${name} is being deleted; wait until it is gone (kubectl wait --for=delete namespace/${name}).`,
    );
}
