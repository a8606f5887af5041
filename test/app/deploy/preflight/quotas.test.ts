import { quotas } from '../../../../lib/app/deploy/preflight/quotas';
import { KubectlError } from '../../../../lib/app/cluster/kubectl';
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

it('counts by a quota with scopes the pods that it selects, and those that are there', () => {
  const [best, small] = [deployment('best'), quota({ pods: '1' }, { pods: '1' }, { scopes: ['BestEffort'] })];
  expect(ask([RELAY], small)).toEqual([]);
  expect(ask([RELAY, best], small)).toEqual([
    'ResourceQuota ai/small allows pods: 1, and the deployment needs 1, beside 1 of others; raise it, or lower the values.',
  ]);
  const pod = object('Pod', 'best-1', { spec: { containers: [{}] } });
  const own = { ...pod, metadata: { name: 'best-1', labels: { app: 'best' } } };
  expect(ask([RELAY, best], small, [own])).toEqual([]);
  // It is of others by what it asks for.
  expect(ask([RELAY, best], small, [{ ...own, spec: { containers: [MEMORY] } }])).toHaveLength(1);
  // An autoscaler, which has no pods, says how many there are.
  const scaled = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'best' } };
  const scaler = object('HorizontalPodAutoscaler', 'best', { spec: { ...scaled, minReplicas: 3 } });
  const three = quota({ pods: '2' }, {}, { scopes: ['BestEffort'] });
  expect(ask([best, scaler], three)).toEqual([expect.stringContaining('needs 3;')]);
});

it('selects by the pods that the API server would make, and by the template where that does not say', () => {
  const none = quota({ pods: '0' }, {}, { scopes: ['BestEffort'] });
  const answered = (made: JsonObject | Error) =>
    quotas.ask(
      asked([deployment('best')], {
        'get resourcequotas --namespace ai': [none],
        'get pods,persistentvolumeclaims': [],
        'create --dry-run=server --output json': made,
      }),
    );
  expect(answered({ kind: 'Pod', spec: { containers: [MEMORY] } })).toEqual([]);
  expect(answered({ kind: 'Pod', spec: { containers: [{}] } })).toHaveLength(1);
  expect(answered(new KubectlError('pods "best-preflight" is forbidden'))).toHaveLength(1);
});

it('leaves out quotas with scopes that it does not know, and resources that it does not count', () => {
  expect(ask([RELAY], quota({ pods: '0' }, {}, { scopes: ['CrossNamespacePodAffinity'] }))).toEqual([]);
  expect(ask([RELAY], quota({ 'count/widgets.example.com': '0' }))).toEqual([]);
});
