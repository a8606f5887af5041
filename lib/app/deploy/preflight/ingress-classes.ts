import { at, describeObject, metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { objectsOf } from '../../cluster/objects';
import { groupBy, inWords, type Question } from './question';

const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';
/** By which the class was named before Kubernetes 1.18, and which controllers still read. */
const ANNOTATION = 'kubernetes.io/ingress.class';

/** Is there a class for each Ingress, so that a controller takes it? */
export const ingressClasses: Question = {
  kind: 'ingress-class',
  whether: 'the ingress classes are there',
  ask: ({ kubectl, objects }) => {
    const ingresses = objects.filter(
      (object) =>
        object['kind'] === 'Ingress' && at(object, 'metadata', 'annotations', ANNOTATION) === undefined,
    );
    if (ingresses.length === 0) return [];
    const classes = objectsOf(kubectl, 'ingressclasses');
    const names = classes.map((one) => metadataOf(one).name);
    const hasDefault = classes.some((one) => at(one, 'metadata', 'annotations', DEFAULT) === 'true');
    const there = names.length === 0 ? 'There are none.' : `There are: ${names.join(', ')}.`;
    return [...groupBy(ingresses, (object) => scalarString(at(object, 'spec', 'ingressClassName')))].flatMap(
      ([name, all]) => {
        const by = inWords(all.map(describeObject));
        if (name === '' ? hasDefault : names.includes(name)) return [];
        return name === ''
          ? [
              `The cluster has no default ingress class, for ${by}; name one in the values, or make one the default by the annotation ${DEFAULT}. ${there}`,
            ]
          : [
              `The cluster has no ingress class ${name}, for ${by}; install its controller first, or name another class in the values. ${there}`,
            ];
      },
    );
  },
};
