import { KubectlError } from '../../../../lib/app/cluster/kubectl';
import { pods } from '../../../../lib/app/deploy/preflight/pods';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { deployment, statefulSet } from '../../changes/objects';
import { asked, named } from '../cluster';

const CREATE = 'create --dry-run=server';
const forbidden = (why: string) =>
  new KubectlError(
    `Error from server (Forbidden): error when creating "STDIN": pods "relay-preflight" is forbidden: ${why}`,
  );
const ask = (why: string, ...more: readonly JsonObject[]) =>
  pods.ask(asked([deployment('relay'), ...more], { [CREATE]: forbidden(why) })); // prettier-ignore
const RESTRICTED =
  'violates PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "main" must set securityContext.runAsNonRoot=true)';

it('says which standard a namespace enforces, what the pods need, and what allows it', () => {
  expect(ask(RESTRICTED)).toEqual([
    'Namespace ai enforces the Pod Security Standard restricted, and the pods of Deployment ai/relay need baseline: runAsNonRoot != true (pod or container "main" must set securityContext.runAsNonRoot=true); allow it (kubectl label namespace ai pod-security.kubernetes.io/enforce=baseline --overwrite), or deploy to another namespace.',
  ]);
});

it('leaves the standard of a namespace that is deployed to what deploys it', () => {
  const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
  const namespace = { ...named('Namespace', 'ai'), metadata: { name: 'ai', labels } };
  expect(ask(RESTRICTED, namespace)).toEqual([]);
  expect(ask(RESTRICTED, named('Namespace', 'ai'))).toHaveLength(1);
});

it('says what a quota wants of each pod, and leaves what all want together to another question', () => {
  expect(ask('failed quota: compute: must specify limits.cpu for: main')).toEqual([
    'ResourceQuota ai/compute admits no pods of Deployment ai/relay, which have no limits.cpu for: main; set it in the resources of the values, or give the namespace a LimitRange with a default.',
  ]);
  expect(ask('exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2')).toEqual([]);
});

it('says all else as the API server does', () => {
  expect(ask('no PriorityClass with name high was found')).toEqual([
    'The cluster does not take the pods of Deployment ai/relay: no PriorityClass with name high was found.',
  ]);
});

it('asks with a pod as the controller would make it, and not in a namespace that is not there', () => {
  const inputs: string[] = [];
  const kubectl = (_: readonly string[], input = '') => String(inputs.push(input));
  const database = statefulSet('db', { volumeClaimTemplates: [{ metadata: { name: 'data' } }] });
  pods.ask(asked([database], {}, { kubectl }));
  expect(JSON.parse(inputs[0] ?? '')).toMatchObject({
    kind: 'Pod',
    metadata: { namespace: 'ai', labels: { app: 'db' } },
    spec: { volumes: [{ name: 'data' }], serviceAccountName: 'default' },
  });
  pods.ask(asked([database], {}, { kubectl, namespaces: new Map() }));
  expect(inputs).toHaveLength(1);
});
