import { immutableFields } from '../../../../lib/app/changes/effects/immutable-fields';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { deployment, effects, object, statefulSet } from '../objects';

const claim = (spec: JsonObject) => object('PersistentVolumeClaim', 'data', { spec });
const sized = (storage: string) => claim({ resources: { requests: { storage } } });
const service = (spec: JsonObject) => object('Service', 'a', { spec });
const map = (immutable: boolean, value: string) =>
  object('ConfigMap', 'a', { immutable, data: { key: value } });

it.each<[string, JsonObject, JsonObject, string]>([
  ['a selector', deployment('a'), deployment('a', { selector: { matchLabels: { app: 'b' } } }), 'spec.selector.matchLabels.app'],
  ['a Service of a StatefulSet', statefulSet('a', { serviceName: 'a' }), statefulSet('a', { serviceName: 'b' }), 'spec.serviceName'],
  ['a claim template', statefulSet('a'), statefulSet('a', { volumeClaimTemplates: [] }), 'spec.volumeClaimTemplates'],
  ['a Job’s template', object('Job', 'a', { spec: { template: { x: 1 } } }), object('Job', 'a', { spec: { template: { x: 2 } } }), 'spec.template.x'],
  ['a smaller claim', sized('2Gi'), sized('1Gi'), 'spec.resources.requests.storage'],
  ['a claim’s class', claim({ storageClassName: 'a' }), claim({ storageClassName: 'b' }), 'spec.storageClassName'],
  ['an address', service({ clusterIP: 'None' }), service({ clusterIP: '10.0.0.1' }), 'spec.clusterIP'],
  ['a role', object('RoleBinding', 'a', { roleRef: { name: 'a' } }), object('RoleBinding', 'a', { roleRef: { name: 'b' } }), 'roleRef.name'],
  ['a Secret’s type', object('Secret', 'a', { type: 'Opaque' }), object('Secret', 'a', { type: 'x' }), 'type'],
  ['an immutable ConfigMap', map(true, 'a'), map(true, 'b'), 'data.key'],
])('finds %s, and says what to do', (_, before, after, field) => {
  const [effect, ...more] = effects(immutableFields, [before], [after]);
  expect(more).toEqual([]);
  expect(effect?.facts).toEqual({ fields: [field] });
  expect(effect?.sentence).toMatch(new RegExp(`^The API server rejects another ${field.replace(/\./g, '\\.')}\\. .+\\.$`));
}); // prettier-ignore

it.each<[string, JsonObject, JsonObject]>([
  ['replicas and template', statefulSet('a', { replicas: 1 }), statefulSet('a', { replicas: 2 }, { image: 'b' })],
  ['a larger claim', sized('1Gi'), sized('2Gi')],
  ['an address that is new', service({}), service({ clusterIP: 'None' })],
  ['a Service of another type', service({ type: 'ExternalName', clusterIP: '' }), service({ type: 'ClusterIP', clusterIP: '1' })],
  ['a ConfigMap', map(false, 'a'), map(false, 'b')],
  ['a Deployment’s strategy', deployment('a'), deployment('a', { strategy: { type: 'Recreate' } })],
])('lets %s be changed', (_, before, after) => {
  expect(effects(immutableFields, [before], [after])).toEqual([]);
}); // prettier-ignore
