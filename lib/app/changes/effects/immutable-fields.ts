import { at, describeObject } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { quantityOf } from '../../objects/quantity';
import { formatFieldPath, type FieldChange } from '../fields';
import type { ChangedObject } from '../object-changes';
import type { Effect, Sides } from './effect';

/** Fields of a kind that the API server does not let anybody change. */
interface Rule {
  readonly kinds: readonly string[];
  /** Whether a change is one of them. */
  readonly forbids: (change: FieldChange, object: ChangedObject) => boolean;
  /** What to do. */
  readonly way: (name: string) => string;
}

const recreate = (name: string) => `Delete ${name} and apply it again.`;

/** What may be changed of a StatefulSet's spec (Kubernetes, pkg/apis/apps/validation, ValidateStatefulSetUpdate). */
const STATEFUL_SET = [
  'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'minReadySeconds',
  'persistentVolumeClaimRetentionPolicy',
]; // prettier-ignore

/** From the validation of updates in Kubernetes (pkg/apis, validation of each group). */
const RULES: readonly Rule[] = [
  {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    forbids: within('spec', 'selector'),
    way: recreate,
  },
  {
    kinds: ['StatefulSet'],
    forbids: ({ path: [top, field = ''] }) => top === 'spec' && !STATEFUL_SET.includes(field),
    way: (name) =>
      `Delete ${name} with --cascade=orphan, which leaves pods and volumes, and apply it again; claims keep their size.`,
  },
  {
    kinds: ['Job'],
    forbids: ({ path: [top, field = ''] }) =>
      top === 'spec' && ['selector', 'template', 'completionMode', 'podFailurePolicy'].includes(field),
    way: recreate,
  },
  {
    kinds: ['PersistentVolumeClaim'],
    forbids: ({ path, before, after }) =>
      path[0] === 'spec' &&
      (path.join('.') === 'spec.resources.requests.storage'
        ? before !== undefined && after !== undefined && quantityOf(after) < quantityOf(before)
        : path[1] !== 'resources' && path[1] !== 'volumeAttributesClassName'),
    way: (name) => `Make a claim of another name and copy the data: with ${name} they would be deleted.`,
  },
  {
    kinds: ['Service'],
    forbids: ({ path: [top, field = ''], before }, { before: old, after }) =>
      top === 'spec' &&
      ['clusterIP', 'clusterIPs'].includes(field) &&
      before !== undefined &&
      // A Service that becomes one of another type may lose its address.
      scalarString(at(after, 'spec', 'type')) === scalarString(at(old, 'spec', 'type')),
    way: recreate,
  },
  { kinds: ['RoleBinding', 'ClusterRoleBinding'], forbids: within('roleRef'), way: recreate },
  { kinds: ['Secret'], forbids: within('type'), way: recreate },
  {
    kinds: ['ConfigMap', 'Secret'],
    forbids: ({ path: [top = ''] }, { before }) =>
      before['immutable'] === true && ['data', 'binaryData', 'stringData', 'immutable'].includes(top),
    way: (name) => `${name} is immutable: give the new one another name.`,
  },
];

function within(...prefix: readonly string[]) {
  return ({ path }: FieldChange): boolean => prefix.every((key, index) => path[index] === key);
}

/** Changes that the API server rejects, with what to do. */
export function immutableFields({ objects }: Sides): readonly Effect[] {
  return objects
    .filter((change): change is ChangedObject => change.change === 'changed')
    .flatMap((change) => RULES.flatMap((rule) => effectsOf(rule, change)));
}

function effectsOf(rule: Rule, change: ChangedObject): readonly Effect[] {
  if (!rule.kinds.includes(scalarString(change.after['kind']))) return [];
  const fields = change.fields
    .filter((field) => rule.forbids(field, change))
    .map(({ path }) => formatFieldPath(path));
  if (fields.length === 0) return [];
  const name = describeObject(change.after);
  return [
    {
      kind: 'immutable-field',
      of: name,
      sentence: `The API server rejects another ${fields.join(', ')}. ${rule.way(name)}`,
      facts: { fields },
    },
  ];
}
