import { storageClasses } from '../../../../lib/app/deploy/preflight/storage-classes';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../../changes/objects';
import { asked, named, type Answers } from '../cluster';

const claim = (name: string, spec: JsonObject = {}) => object('PersistentVolumeClaim', name, { spec });
const DEFAULT = named('StorageClass', 'standard');
const marked = {
  ...DEFAULT,
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
};
const ask = (objects: readonly JsonObject[], classes: readonly JsonObject[], more: Answers = {}) =>
  storageClasses.ask(asked(objects, { 'get storageclasses': classes, ...more }));

it('finds that there is no default class for claims that name none', () => {
  const database = object('StatefulSet', 'db', { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] } });
  expect(ask([claim('a'), database], [])).toEqual([
    'The cluster has no default storage class, for PersistentVolumeClaim ai/a and 1 more; make one the default by the annotation storageclass.kubernetes.io/is-default-class, or name one in the values. There are none.',
  ]);
  expect(ask([claim('a'), database], [DEFAULT])[0]).toMatch(/There are: standard\.$/);
  expect(ask([claim('a'), database], [marked])).toEqual([]);
}); // prettier-ignore

it('finds a class that is not there', () => {
  const shared = claim('a', { storageClassName: 'nfs-client' });
  expect(ask([shared], [marked])).toEqual([
    'The cluster has no storage class nfs-client, for PersistentVolumeClaim ai/a; create it, or name another one in the values. There are: standard.',
  ]);
  expect(ask([shared], [named('StorageClass', 'nfs-client')])).toEqual([]);
});

it('asks nothing of claims that have a volume, or get one by hand', () => {
  expect(ask([claim('a', { storageClassName: '' }), claim('b', { volumeName: 'v' })], [])).toEqual([]);
  const bound = { 'get PersistentVolumeClaim a': claim('a', { status: 1 }) };
  expect(ask([claim('a')], [], bound)).toHaveLength(1);
  expect(ask([claim('a')], [], { 'get PersistentVolumeClaim a': { ...claim('a'), status: { phase: 'Bound' } } })).toEqual([]);
}); // prettier-ignore
