import { literal } from '../../lib/engine/template/expression';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean, oneOf } from '../../lib/engine/values/scalars';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  addVolume,
  claimedOrEmpty,
  claimValues,
  emptyVolume,
  type VolumeOptions,
} from '../../lib/kubernetes/volume';
import {
  at,
  kindsOf,
  nameOf,
  objectsFor,
  only,
  podOf,
  rejections,
  templateOf,
  TinyStack,
  filesOf,
} from './tiny-stack';

const fields = {
  persistence: section('Volume.', {
    enabled: boolean(true, 'On.'),
    ...claimValues('8Gi'),
    accessMode: oneOf('ReadWriteOnce', 'Access mode.', ['ReadWriteOnce', 'ReadWriteMany']),
    retain: boolean(false, 'Keep it.'),
  }),
};
type Values = TinyStack<typeof fields>['values'];

function stackWith(options: (values: Values) => Partial<VolumeOptions> = () => ({})) {
  const stack = new TinyStack(fields);
  const { persistence } = stack.values;
  addVolume(stack, stack.main, persistence, { when: persistence.enabled, ...options(stack.values) });
  return stack;
}
const claim = (stack: TinyStack<typeof fields>, persistence: JsonObject = {}) =>
  only('PersistentVolumeClaim', objectsFor(stack, { persistence }));

describe('a claim', () => {
  it('asks for a volume of the cluster’s default class', () => {
    expect(claim(stackWith())['spec']).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '8Gi' } },
    });
  });

  it('asks for a volume without a class, as administrators make them', () => {
    expect(claim(stackWith(), { storageClass: '-' })).toHaveProperty('spec.storageClassName', '');
  });

  it('has annotations and labels of the user beside those of the chart', () => {
    const stack = stackWith(() => ({ retain: true }));
    const given = { annotations: { 'velero.io/exclude': 'true' }, labels: { team: 'a' } };
    const metadata = at(claim(stack, given), 'metadata');
    expect(at(metadata, 'annotations')).toEqual({
      'helm.sh/resource-policy': 'keep',
      'velero.io/exclude': 'true',
    });
    expect(at(metadata, 'labels')).toMatchObject({ team: 'a', 'app.kubernetes.io/name': 'small' });
  });

  it('may not have an annotation of Helm twice', () => {
    const given = { persistence: { annotations: { 'helm.sh/resource-policy': 'keep' } } };
    expect(rejections(stackWith(), given)).toEqual([
      expect.stringContaining('outside checksum/ and helm.sh/'),
    ]);
  });

  it('is not made where the user has one', () => {
    expect(kindsOf(objectsFor(stackWith(), { persistence: { existingClaim: 'theirs' } }))).toEqual([]);
  });

  it('asks for what the user says', () => {
    const given = { size: '20Gi', storageClass: 'fast', accessMode: 'ReadWriteMany' };
    expect(claim(stackWith(), given)['spec']).toEqual({
      accessModes: ['ReadWriteMany'],
      storageClassName: 'fast',
      resources: { requests: { storage: '20Gi' } },
    });
  });

  it.each(['0', '0Gi', '8 Gi', '-1Gi', 0])('of %j is rejected', (size) => {
    expect(rejections(stackWith(), { persistence: { size } })).toEqual([
      expect.stringMatching(/^persistence\.size is .*such as 8Gi/),
    ]);
  });

  it('is not made where there is to be no volume', () => {
    expect(kindsOf(objectsFor(stackWith(), { persistence: { enabled: false } }))).toEqual([]);
  });

  it('has the component’s name, one with a suffix, or one of its own', () => {
    expect(nameOf(claim(stackWith()))).toBe('app-small');
    expect(nameOf(claim(stackWith(() => ({ suffix: '-data' }))))).toBe('app-small-data');
    expect(nameOf(claim(stackWith(() => ({ suffix: '-data', name: literal('own') }))))).toBe('own');
  });

  it('may be one of two', () => {
    const stack = stackWith();
    addVolume(stack, stack.main, stack.values.persistence, {
      when: stack.values.persistence.enabled,
      id: 'logs',
      suffix: '-logs',
    });
    expect(objectsFor(stack).map(nameOf)).toEqual(['app-small', 'app-small-logs']);
  });
});

describe('uninstalling the release', () => {
  const annotations = (stack: TinyStack<typeof fields>, given: JsonObject = {}) =>
    at(claim(stack, given), 'metadata', 'annotations');
  const keep = { 'helm.sh/resource-policy': 'keep' };

  it('deletes a claim, unless a stack says otherwise', () => {
    expect(at(claim(stackWith()), 'metadata')).not.toHaveProperty('annotations');
    expect(at(claim(stackWith(() => ({ retain: false }))), 'metadata')).not.toHaveProperty('annotations');
  });

  it('keeps a claim that is to be retained', () => {
    expect(annotations(stackWith(() => ({ retain: true })))).toEqual(keep);
  });

  it('keeps a claim while the user says so', () => {
    const stack = stackWith(({ persistence }) => ({ retain: persistence.retain }));
    expect(annotations(stack, { retain: true })).toEqual(keep);
    expect(annotations(stack)).toBeUndefined();
    expect(templateOf(stack, 'pvc.yaml')).toContain('{{- if .Values.persistence.retain }}');
  });
});

describe('a volume on the node’s disk', () => {
  it('has a limit', () => {
    const stack = new TinyStack(fields);
    const volumes = [emptyVolume('tmp', '64Mi'), emptyVolume('data', stack.values.persistence.size)];
    addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }], volumes });
    const object = only('Deployment', objectsFor(stack, { persistence: { size: '2Gi' } }));
    expect(at(podOf(object), 'volumes')).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'data', emptyDir: { sizeLimit: '2Gi' } },
    ]);
  });

  it('stands in for a claimed one', () => {
    const stack = new TinyStack(fields);
    const { enabled, size } = stack.values.persistence;
    const volumes = [claimedOrEmpty('data', enabled, stack.main.name, size)];
    addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }], volumes });
    const volumesFor = (persistence: JsonObject) =>
      at(podOf(only('Deployment', objectsFor(stack, { persistence }))), 'volumes');
    expect(volumesFor({})).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'app-small' } }]);
    expect(volumesFor({ enabled: false })).toEqual([{ name: 'data', emptyDir: { sizeLimit: '8Gi' } }]);
  });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['pvc.yaml']);
});
