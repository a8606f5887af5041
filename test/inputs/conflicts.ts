import type { StackName } from '../../lib/stacks/stacks';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { formatPath } from '../../lib/engine/values/sources';
import type { Conflict } from './conflict';
import { switchedOn } from './limits';
import { placesOf, valuesWith } from './places';
import { inputsOf } from './stacks';
import { templateOf } from './releases';

const PRIORITY = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'a' },
  value: 1,
};

/** Of every stack. */
const common: readonly Conflict[] = [
  { path: 'The release name', release: 'a.b', values: {} },
  { path: 'The release name', release: '7up', values: {} },
  { path: 'The namespace', namespace: 'A_b', values: {} },
  { path: 'extraObjects', values: { extraObjects: [PRIORITY, PRIORITY] } },
  {
    path: 'tests.resources.requests.nvidia.com/gpu',
    values: { tests: { resources: { limits: { 'nvidia.com/gpu': 2 }, requests: { 'nvidia.com/gpu': 1 } } } },
  },
  { path: 'imagePullSecrets', values: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] } },
  { path: 'tolerations', values: { tolerations: [{ key: 'a' }, {}] } },
  { path: 'tolerations', values: { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } },
  {
    path: 'tolerations',
    values: { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] },
  },
];

/** Of a name of the chart that pods of one of its parts have. */
function names(stack: StackName): Conflict[] {
  return templateOf(stack).validationRules.flatMap(({ path, reason }) => {
    const name = path === 'nameOverride' ? /^is (\S+), the name in labels/.exec(reason)?.[1] : undefined;
    return name === undefined ? [] : [{ path: 'nameOverride', values: { nameOverride: name } }];
  });
}

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
      ].reduce(overlay, switchedOn(root, [...path, least])),
    }));
  });
}

/** Of every Secret that is not made of values: what its sentences are about. */
function secrets(stack: StackName): Conflict[] {
  const root = templateOf(stack).declaration;
  const places = [...placesOf(root)];
  return templateOf(stack).validationRules.flatMap(({ path, reason }): Conflict[] => {
    if (typeof path !== 'string') return [];
    const [section = '', inSource = ''] = path.split(/\.(?=existingSecretKeys\.|externalSecret\.)/);
    const of = (more: JsonObject, at = section): Conflict[] => [
      { path, values: valuesWith(root, at.split('.'), more) as JsonObject },
    ];
    const externalSecret = { enabled: true };
    if (inSource.startsWith('existingSecretKeys.'))
      return of({ existingSecretKeys: { [inSource.replace(/.*\./, '')]: 'another-key' } });
    if (inSource.startsWith('externalSecret.')) return of({ externalSecret, existingSecret: 'a' });
    const source = / and (\S+)\.externalSecret\.enabled is true/.exec(reason)?.[1];
    const inline = places.find((place) => formatPath(place.path) === path)?.declaration.shape.type;
    if (source === undefined) return [];
    const content = 'cr_'.padEnd(40, 'x');
    const key = path.replace(/.*\./, '');
    return of({ externalSecret, [key]: inline === 'list' ? [content] : content }, source);
  });
}

/** Everything that a stack rejects although each value is right: for each of its sentences at least one example. */
export function conflictsOf(stack: StackName): readonly Conflict[] {
  return [...common, ...names(stack), ...resources(stack), ...secrets(stack), ...inputsOf(stack).conflicts];
}
