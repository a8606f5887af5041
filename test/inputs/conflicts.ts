import type { StackName } from '../../lib/stacks/stacks';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { formatPath } from '../../lib/engine/values/sources';
import type { Conflict } from './conflict';
import { switchedOn } from './limits';
import { placesOf, valuesWith } from './places';
import { inputsOf } from './stacks';
import { templateOf } from './releases';

/** Of every stack. */
const common: readonly Conflict[] = [
  { path: 'The release name', release: 'a.b', values: {} },
  { path: 'The release name', release: '7up', values: {} },
  { path: 'The namespace', namespace: 'A_b', values: {} },
  { path: 'imagePullSecrets', values: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] } },
  { path: 'tolerations', values: { tolerations: [{ key: 'a' }, {}] } },
  { path: 'tolerations', values: { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } },
  {
    path: 'tolerations',
    values: { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] },
  },
];

/** Of every pair of least and most resources of a stack, wherever its values have one. */
function resources(stack: StackName): Conflict[] {
  const root = templateOf(stack).declaration;
  return [...placesOf(root)].flatMap(({ path, declaration: { shape } }) => {
    if (shape.type !== 'section') return [];
    const [least, most] = ['requests', 'minAllowed'].flatMap((key, index) =>
      Object.hasOwn(shape.fields, key) ? [key, ['limits', 'maxAllowed'][index] ?? ''] : [],
    );
    if (least === undefined || most === undefined) return [];
    return ['cpu', 'memory'].map((resource) => ({
      path: formatPath([...path, least, resource]),
      values: [
        valuesWith(root, path, {
          [least]: { [resource]: '2' },
          [most]: { [resource]: '1999m' },
        }) as JsonObject,
      ].reduce(overlay, switchedOn(root, path)),
    }));
  });
}

/** Everything that a stack rejects although each value is right: for each of its sentences at least one example. */
export function conflictsOf(stack: StackName): readonly Conflict[] {
  return [...common, ...resources(stack), ...inputsOf(stack).conflicts];
}
