import { quotas } from '../../../../lib/app/deploy/preflight/quotas';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { deployment, object, statefulSet } from '../../changes/objects';
import { asked } from '../cluster';

const quota = (hard: JsonObject, used: JsonObject = {}, spec: JsonObject = {}) =>
  object('ResourceQuota', 'small', { spec: { hard, ...spec }, status: { hard, used } });
const MEMORY = { resources: { requests: { memory: '256Mi' }, limits: { memory: '512Mi' } } };
const RELAY = deployment('relay', { replicas: 2 }, MEMORY);
const ask = (objects: readonly JsonObject[], one: JsonObject, live: readonly JsonObject[] = []) =>
  quotas.ask(
    asked(objects, { 'get resourcequotas --namespace ai': [one], 'get pods,persistentvolumeclaims': live }),
  );

it('finds that all pods together need more than there is, beside those of others', () => {
  expect(ask([RELAY], quota({ 'requests.memory': '511Mi', 'limits.memory': '1Gi' }))).toEqual([
    'ResourceQuota ai/small allows requests.memory: 511Mi, and the deployment needs 512Mi; raise it, or lower the values.',
  ]);
  expect(ask([RELAY], quota({ pods: '3' }, { pods: '2' }))).toEqual([
    'ResourceQuota ai/small allows pods: 3, and the deployment needs 2, beside 2 of others; raise it, or lower the values.',
  ]);
  expect(ask([RELAY], quota({ pods: '4', memory: '512Mi' }, { pods: '2' }))).toEqual([]);
});

it('counts pods and claims of its own once', () => {
  const pod = (name: string, phase = 'Running') =>
    object('Pod', name, { spec: { containers: [MEMORY] }, status: { phase } });
  const own = { ...pod('relay-1'), metadata: { name: 'relay-1', labels: { app: 'relay' } } };
  const one = quota({ pods: '2' }, { pods: '1' });
  expect(ask([RELAY], one, [own])).toEqual([]);
  expect(ask([RELAY], one, [pod('other')])).toHaveLength(1);
  expect(ask([RELAY], one, [{ ...own, status: { phase: 'Failed' } }])).toHaveLength(1);
});

it('counts claims, and those that a StatefulSet makes', () => {
  const spec = { resources: { requests: { storage: '1Gi' } } };
  const database = statefulSet('db', { replicas: 2, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] });
  const claim = object('PersistentVolumeClaim', 'more', { spec });
  expect(ask([database, claim], quota({ persistentvolumeclaims: '2', 'requests.storage': '2Gi' }))).toEqual([
    'ResourceQuota ai/small allows persistentvolumeclaims: 2, and the deployment needs 3; raise it, or lower the values.',
    'ResourceQuota ai/small allows requests.storage: 2Gi, and the deployment needs 3Gi; raise it, or lower the values.',
  ]);
  const live = object('PersistentVolumeClaim', 'data-db-0', { spec });
  expect(ask([database], quota({ persistentvolumeclaims: '2' }, { persistentvolumeclaims: '1' }), [live])).toEqual([]);
}); // prettier-ignore

it('leaves out quotas for some pods only, and resources that it does not count', () => {
  expect(ask([RELAY], quota({ pods: '0' }, {}, { scopes: ['BestEffort'] }))).toEqual([]);
  expect(ask([RELAY], quota({ pods: '0' }, {}, { scopeSelector: { matchExpressions: [] } }))).toEqual([]);
  expect(ask([RELAY], quota({ 'count/widgets.example.com': '0' }))).toEqual([]);
});
