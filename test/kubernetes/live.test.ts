import { functions } from '../../lib/engine/template/functions';
import { literal } from '../../lib/engine/template/expression';
import { section } from '../../lib/engine/values/collections';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { boolean, oneOf } from '../../lib/engine/values/scalars';
import { addDatabase } from '../../lib/kubernetes/database';
import { addNamespace } from '../../lib/kubernetes/namespace';
import { componentPodValues } from '../../lib/kubernetes/pod-values';
import { statefulSetValues } from '../../lib/kubernetes/workload-values';
import { imagePullSecretsValue } from '../../lib/kubernetes/image';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import { addVolume, claimValues } from '../../lib/kubernetes/volume';
import { at, kindsOf, objectsFor, rejections, TinyStack } from './tiny-stack';

const fields = {
  volume: section('Volume.', {
    enabled: boolean(true, 'On.'),
    ...claimValues('8Gi'),
    accessMode: oneOf('ReadWriteOnce', 'Access mode.', ['ReadWriteOnce', 'ReadWriteMany']),
    retain: boolean(true, 'Keep it.'),
  }),
};

const found = jest.spyOn(functions.lookup, 'run');
afterEach(() => found.mockReset().mockReturnValue({}));
beforeEach(() => found.mockReset().mockReturnValue({}));

/** What `lookup` finds: an object of a release, of the one under test unless said otherwise. */
function inCluster(object: JsonObject, name = 'app', namespace = 'ai'): void {
  const annotations = { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace };
  const live: JsonObject = { metadata: { annotations }, ...object };
  found.mockReturnValue(live);
}

const claimed = (size: string, more: JsonObject = {}): Json => ({
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'standard',
  resources: { requests: { storage: size } },
  ...more,
});

describe('a namespace', () => {
  function stack() {
    const tiny = new TinyStack({});
    addNamespace(tiny, { name: literal('tools'), labels: {} });
    return tiny;
  }

  it('is made where there is none, as in helm template', () => {
    expect(kindsOf(objectsFor(stack()))).toEqual(['Namespace']);
  });

  it('stays part of the release that made it', () => {
    inCluster({});
    expect(kindsOf(objectsFor(stack()))).toEqual(['Namespace']);
  });

  it.each<[string, () => void]>([
    ['by hand', () => found.mockReturnValue({ metadata: { name: 'tools' } })],
    ['by another release', () => inCluster({}, 'other')],
    ['by a release of that name elsewhere', () => inCluster({}, 'app', 'elsewhere')],
  ])('that was made %s is left alone', (_, given) => {
    given();
    expect(kindsOf(objectsFor(stack()))).toEqual([]);
  });
});

describe('a claim that Helm keeps', () => {
  function stack() {
    const tiny = new TinyStack(fields);
    const { volume } = tiny.values;
    addVolume(tiny, tiny.main, volume, { when: volume.enabled, retain: volume.retain });
    return tiny;
  }
  const off = { enabled: false };

  it('stays part of its release when nothing uses it', () => {
    inCluster({ spec: claimed('8Gi') });
    expect(kindsOf(objectsFor(stack(), { volume: off }))).toEqual(['PersistentVolumeClaim']);
  });

  it('is left alone where it is not of this release, is not kept, or is not there', () => {
    expect(kindsOf(objectsFor(stack(), { volume: off }))).toEqual([]);
    inCluster({ spec: claimed('8Gi') }, 'other');
    expect(kindsOf(objectsFor(stack(), { volume: off }))).toEqual([]);
    inCluster({ spec: claimed('8Gi') });
    expect(kindsOf(objectsFor(stack(), { volume: { ...off, retain: false } }))).toEqual([]);
  });

  it('that is not kept ever is not asked for', () => {
    const tiny = new TinyStack(fields);
    addVolume(tiny, tiny.main, tiny.values.volume, { when: tiny.values.volume.enabled });
    inCluster({ spec: claimed('8Gi') });
    expect(kindsOf(objectsFor(tiny, { volume: off }))).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['accessMode', { accessMode: 'ReadWriteMany' }, 'volume.accessMode differs from that of the claim'],
    ['storageClass', { storageClass: 'fast' }, 'volume.storageClass differs from that of the claim'],
    ['size', { size: '4Gi' }, 'volume.size is below that of the claim'],
  ])('rejects another %s than the cluster takes', (_, volume, sentence) => {
    expect(rejections(stack(), { volume })).toEqual([]);
    inCluster({ spec: claimed('8Gi') });
    expect(rejections(stack(), { volume })).toEqual([expect.stringContaining(sentence)]);
  });

  it('takes a larger size, the class that it has, and the class that the cluster chose', () => {
    inCluster({ spec: claimed('8Gi') });
    for (const volume of [{}, { size: '16Gi' }, { storageClass: 'standard' }])
      expect(rejections(stack(), { volume })).toEqual([]);
  });
});

describe('the storage class of a claim in the cluster, where the values name none,', () => {
  function stack() {
    const tiny = new TinyStack(fields);
    const { volume } = tiny.values;
    addVolume(tiny, tiny.main, volume, { when: volume.enabled });
    return tiny;
  }
  const classOf = (volume: JsonObject = {}) => {
    const [claim] = objectsFor(stack(), { volume });
    return at(claim, 'spec', 'storageClassName');
  };
  /** What the API server says of who sets what. */
  const managed = (manager: string, ...fields: readonly string[]) => ({
    apiVersion: 'v1',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': Object.fromEntries(fields.map((field) => [`f:${field}`, {}])) },
    manager,
    operation: 'Apply',
  });
  const live = (...managedFields: readonly JsonObject[]) =>
    found.mockReturnValue({ metadata: { managedFields }, spec: claimed('8Gi') });

  it.each<[string, string | undefined, JsonObject[]]>([
    ['is set again where Helm has set it', 'standard', [managed('helm', 'storageClassName')]],
    ['is set again before other fields', 'standard', [managed('helm', 'storageClassName', 'volumeMode')]],
    [
      'is set again after other managers',
      'standard',
      [managed('kubelet'), managed('helm', 'storageClassName')],
    ],
    ['is set again by a client based on Helm', 'standard', [managed('helm-controller', 'storageClassName')]],
    ['is not set where the cluster has chosen it', undefined, [managed('helm', 'accessModes')]],
    [
      'is not set where the cluster has chosen it later',
      undefined,
      [managed('kube-controller-manager', 'storageClassName'), managed('helm', 'accessModes')],
    ],
  ])('%s', (_, expected, managers) => {
    expect(classOf()).toBeUndefined();
    live(...managers);
    expect(classOf()).toBe(expected);
    expect(classOf({ storageClass: 'standard' })).toBe('standard');
  });

  it('is none again where Helm has set that', () => {
    found.mockReturnValue({
      metadata: { managedFields: [managed('helm', 'storageClassName')] },
      spec: claimed('8Gi', { storageClassName: '' }),
    });
    expect(classOf()).toBe('');
  });
});

describe('the volume of a StatefulSet', () => {
  function stack() {
    const pods = section('Pods.', { ...componentPodValues(999), ...statefulSetValues });
    const tiny = new TinyStack({
      ...fields,
      pods,
      ...schedulingValues,
      imagePullSecrets: imagePullSecretsValue,
    });
    const { values } = tiny;
    const passwords = values.pods.podLabels;
    addDatabase(
      tiny,
      tiny.main,
      { servicePort: 6379, passwords, persistence: values.volume, pods: values.pods, chart: values },
      { name: 'db', container: {}, port: 6379, stopSeconds: 30, dataPath: '/data' },
    );
    return tiny;
  }
  const template = (more: JsonObject = {}) => ({
    spec: { volumeClaimTemplates: [{ spec: claimed('8Gi', more) }] },
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['larger', { size: '16Gi' }, template({ storageClassName: '' })],
    ['smaller', { size: '4Gi' }, template({ storageClassName: '' })],
    ['of another class', { storageClass: 'fast' }, template({ storageClassName: '' })],
    ['of the default class', {}, template()],
    ['taken away', { enabled: false }, template()],
    ['added', {}, { spec: { replicas: 1 } }],
  ])('is not %s by an upgrade', (_, volume, live) => {
    expect(rejections(stack(), { volume })).toEqual([]);
    inCluster(live);
    expect(rejections(stack(), { volume })).toEqual([
      expect.stringMatching(
        /^volume\.(enabled|size|storageClass) differs from what the StatefulSet .*--cascade=orphan/,
      ),
    ]);
  });

  it('may be written otherwise', () => {
    inCluster(template({ storageClassName: '' }));
    expect(rejections(stack(), { volume: { size: '8192Mi', storageClass: '-' } })).toEqual([]);
    inCluster({ spec: { replicas: 1 } });
    expect(rejections(stack(), { volume: { enabled: false } })).toEqual([]);
  });
});
