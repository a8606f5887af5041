import { podProblems } from '../../../lib/engine/release/pod-problems';
import type { JsonObject } from '../../../lib/engine/values/declaration';

const deployment = (spec: JsonObject): JsonObject => ({
  kind: 'Deployment',
  metadata: { name: 'app', namespace: 'ai' },
  spec: { template: { spec } },
});
const container = (rest: JsonObject): JsonObject => ({ containers: [{ name: 'a', ...rest }] });
const SPREAD = { topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 };

it.each<[string, JsonObject, string]>([
  ['containers of one name', { containers: [{ name: 'a' }, { name: 'a' }] }, 'has a container a twice'],
  ['an init container of a name', { initContainers: [{ name: 'a' }], containers: [{ name: 'a' }] }, 'has a container a twice'],
  ['volumes of one name', { volumes: [{ name: 'v' }, { name: 'w' }, { name: 'v' }] }, 'has a volume v twice'],
  ['a pull secret twice', { imagePullSecrets: [{ name: 's' }, { name: 's' }] }, 'has a pull secret s twice'],
  ['variables of one name', container({ env: [{ name: 'X' }, { name: 'X' }] }), 'has a variable X twice'],
  ['mounts under one path', { ...container({ volumeMounts: [{ name: 'v', mountPath: '/t' }, { name: 'v', mountPath: '/t' }] }), volumes: [{ name: 'v' }] }, 'has a mount under /t twice'],
  ['a mount without volume', container({ volumeMounts: [{ name: 'v', mountPath: '/t' }] }), 'mounts the volume v, which it does not have'],
  ['a variable with two values', container({ env: [{ name: 'X', value: 'a', valueFrom: {} }] }), 'has a variable X with value and valueFrom'],
  ['variables from nowhere', container({ envFrom: [{ prefix: 'A' }] }), 'has variables from nowhere in the container a'],
  ['constraints alike', { topologySpreadConstraints: [SPREAD, SPREAD] }, 'has two topology spread constraints of zone DoNotSchedule'],
  ['no DNS at all', { dnsPolicy: 'None' }, 'has the dnsPolicy None and no nameservers'],
  ['a sleep beyond the end', { terminationGracePeriodSeconds: 1, ...container({ lifecycle: { preStop: { sleep: { seconds: 5 } } } }) }, 'sleeps before its end for longer'],
  ['a toleration of everything', { tolerations: [{}] }, 'has a toleration without key'],
  ['a toleration of any value, and one', { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }, 'has a toleration with the operator Exists and a value'],
  ['a toleration for a time', { tolerations: [{ key: 'a', tolerationSeconds: 5 }] }, 'has a toleration with tolerationSeconds'],
])('%s is a problem, with the object that has it', (_, spec, sentence) => {
  expect(podProblems([deployment(spec)])).toEqual([expect.stringContaining(`Deployment ai/app ${sentence}`)]);
}); // prettier-ignore

it('the same names in two containers or two objects, and a mount of a claim, are none', () => {
  const spec = {
    containers: [
      { name: 'a', env: [{ name: 'X' }] },
      { name: 'b', env: [{ name: 'X' }] },
    ],
  };
  expect(podProblems([deployment(spec), deployment(spec), { kind: 'Pod', spec }])).toEqual([]);
  const template = { spec: container({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }) };
  expect(podProblems([{ spec: { template, volumeClaimTemplates: [{ metadata: { name: 'v' } }] } }])).toEqual(
    [],
  );
});
