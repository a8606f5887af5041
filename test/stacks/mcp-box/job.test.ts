import fc from 'fast-check';
import { stacks } from '../../../lib/stacks/stacks';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { at } from '../../acceptance/path';
import { arbitraryValues } from '../../../lib/testing/arbitrary-values';
import { objectsOf, ofKind, render } from './rendering';

const job = { init: { enabled: true }, configs: { init: 'a: $(MYSQL_PASSWORD)\n' } };

function jobOf(...values: readonly JsonObject[]) {
  const [found] = ofKind('Job', objectsOf(job, ...values));
  return { name: String(at(found, 'metadata.name')), pod: at(found, 'spec.template') };
}

it('is not there by default', () => {
  expect(ofKind('Job', objectsOf())).toEqual([]);
});

it('has another name whenever its pod is another one, which Kubernetes would not change', () => {
  // GIVEN values of any kind, twice
  const { fields } = stacks['mcp-box'].template().declaration.shape;
  const anyValues = arbitraryValues(fields).map((values) => overlay(values, job));
  const seen = new Map<string, string>();
  let compared = 0;
  fc.assert(
    fc.property(anyValues, (values) => {
      const rendering = render(values);
      fc.pre(rendering.ok);
      const [found] = ofKind('Job', rendering.objects);
      const name = String(at(found, 'metadata.name'));
      const pod = JSON.stringify(at(found, 'spec.template'));
      // THEN a name never stands for two pods
      expect(seen.get(name) ?? pod).toBe(pod);
      seen.set(name, pod);
      compared += 1;
    }),
    { seed: 20_261_121, numRuns: 300 },
  );
  expect(compared).toBe(300);
  expect(seen.size).toBeGreaterThan(200);
});

// One change at a time: of each value that can be in the pod.
it.each<readonly [string, JsonObject]>([
  ['the registry', { global: { registry: 'registry.example.com' } }],
  ['the version', { global: { version: 'v1.10.1' } }],
  ['the pull policy', { global: { imagePullPolicy: 'Always' } }],
  ['the image', { init: { image: { repository: 'other' } } }],
  ['the image tag', { init: { image: { tag: 'v1' } } }],
  ['a variable', { init: { env: { A: 'b' } } }],
  ['a variable from a Secret', { init: { secretEnv: { A: { secret: 's', key: 'k' } } } }],
  ['the user', { init: { security: { runAsUser: 0 } } }],
  ['what it uses', { init: { uses: { redis: false } } }],
  ['the helper image', { infrastructure: { helper: { tag: '1.36' } } }],
  ['the host of MySQL', { infrastructure: { mysql: { service: { name: 'db' } } } }],
  ['the port of MySQL', { infrastructure: { mysql: { service: { port: 3307 } } } }],
  ['the database', { infrastructure: { mysql: { auth: { database: 'other' } } } }],
  ['the user of MySQL', { infrastructure: { mysql: { auth: { username: 'other' } } } }],
  ['the Secret of MySQL', { infrastructure: { mysql: { auth: { existingSecret: 'other' } } } }],
  ['the host of Redis', { infrastructure: { redis: { service: { name: 'cache' } } } }],
  ['the port of Redis', { infrastructure: { redis: { service: { port: 6380 } } } }],
  ['the password of Redis', { infrastructure: { redis: { auth: { enabled: true, existingSecret: 's' } } } }],
  ['the ServiceAccount', { serviceAccount: { name: 'other' } }],
  ['the pull secrets', { imagePullSecrets: [{ name: 'a' }] }],
  ['the nodes', { nodeSelector: { pool: 'a' } }],
  ['the tolerations', { tolerations: [{ operator: 'Exists' }] }],
  ['the affinity', { affinity: { nodeAffinity: {} } }],
  ['the priority', { priorityClassName: 'high' }],
  ['a label of all pods', { commonLabels: { team: 'a' } }],
  [
    'the shared volume',
    { init: { sharedStorage: true }, sharedStorage: { enabled: true, existingClaim: 'c' } },
  ],
])('has another name when %s changes', (_, values) => {
  const [before, after] = [jobOf(), jobOf(values)];
  expect(after.pod).not.toEqual(before.pod);
  expect(after.name).not.toBe(before.name);
});

it('has another name when its configuration changes, which only its ConfigMap shows', () => {
  expect(jobOf({ configs: { init: 'a: c' } }).name).not.toBe(jobOf().name);
});

it.each<readonly [string, JsonObject]>([
  ['the size of MySQL', { infrastructure: { mysql: { resources: { limits: { memory: '2Gi' } } } } }],
  [
    'the password of MySQL',
    { infrastructure: { mysql: { auth: { password: 'new', rootPassword: 'new' } } } },
  ],
  ['a service', { services: { gateway: { replicas: 3 } }, configs: { gateway: 'a: b' } }],
])('is left alone when %s changes', (_, values) => {
  expect(jobOf(values)).toEqual(jobOf());
});

it('has a name that Kubernetes takes, for the longest release', () => {
  const { name } = jobOf({ fullnameOverride: 'x'.repeat(46) });
  expect(name).toMatch(/^x{46}-init-[0-9a-f]{8}$/);
  expect(name.length).toBeLessThanOrEqual(63);
});

it('mounts the kubeconfig of a service, where it is named', () => {
  const mounts = (values: JsonObject) =>
    (at(jobOf(values).pod, 'spec.containers[0].volumeMounts') as JsonObject[]).map(
      ({ mountPath }) => mountPath,
    );
  expect(mounts({})).not.toContain('/etc/kube');
  const named = { init: { kubeconfig: 'mcp-market-kubeconfig' } };
  expect(mounts(named)).toContain('/etc/kube');
  expect(JSON.stringify(jobOf(named).pod)).toContain('"configMap":{"name":"mcp-market-kubeconfig"}');
});

it('takes a turn that expires, where it is asked to', () => {
  const containers = (values: JsonObject) =>
    (at(jobOf(values).pod, 'spec.initContainers') as JsonObject[]).map(({ name }) => name);
  expect(containers({})).not.toContain('turn');
  const { pod } = jobOf({ init: { startInTurn: true } });
  const turn = (at(pod, 'spec.initContainers') as JsonObject[]).at(-1);
  expect(turn).toMatchObject({ name: 'turn', image: at(pod, 'spec.containers[0].image') });
  expect((turn?.['command'] as string[]).at(-1)).toBe('20');
});
