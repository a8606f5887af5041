import { metadataOf } from '../../../engine/release/objects';
import { dryRun } from '../../cluster/dry-run';
import { missingKinds } from './definitions';
import type { Question } from './question';

/** Would the API server take each object: admission, immutable fields, fields that somebody else has set? */
export const rejections: Question = {
  kind: 'rejected',
  whether: 'the cluster takes the objects',
  ask: ({ kubectl, objects, namespaces, force }) => {
    const unknown = new Set([...missingKinds(kubectl, objects).values()].flat());
    // A dry run needs the kind and the namespace; that one is missing is another question.
    const inPlace = objects.filter((object) => {
      const { namespace } = metadataOf(object);
      return !unknown.has(object) && (namespace === '' || namespaces.has(namespace));
    });
    const { rejected } = dryRun(kubectl, inPlace, force ? ['--force-conflicts'] : []);
    return rejected.map(({ of, message }) => {
      const [, count, rest = ''] = /Apply failed with (\d+) conflicts?: (.*)/.exec(message) ?? [];
      if (count === undefined) return `The cluster does not take ${of}: ${message}`;
      return `Somebody else has set fields of ${of}: ${rest.replace(/\.$/, '')}; take them over with --force-conflicts, or take them out of the manifest.`;
    });
  },
};
