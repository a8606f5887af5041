import { definitions, missingKinds } from '../../../../lib/app/deploy/preflight/definitions';
import { object } from '../../changes/objects';
import { asked, cluster } from '../cluster';

const monitor = (name: string) => ({
  ...object('ServiceMonitor', name),
  apiVersion: 'monitoring.coreos.com/v1',
});
const CORE = { 'get --raw /api/v1': { resources: [{ kind: 'Service' }] } };

it('names a kind once, who is of it, and what to install', () => {
  expect(definitions.ask(asked([object('Service', 'a'), monitor('a'), monitor('b')], CORE))).toEqual([
    'The cluster has no ServiceMonitor of monitoring.coreos.com/v1, for ServiceMonitor ai/a and 1 more; install the Prometheus Operator first.',
  ]);
});

it('names the values that ask for it, where they are known', () => {
  const kinds: string[] = [];
  const valuesAskingFor = (kind: string) => {
    kinds.push(kind);
    return ['a.enabled', 'b.enabled'];
  };
  expect(definitions.ask(asked([monitor('a')], CORE, { valuesAskingFor }))).toEqual([
    'The cluster has no ServiceMonitor of monitoring.coreos.com/v1, for ServiceMonitor ai/a; install the Prometheus Operator first, or set a.enabled and b.enabled to false.',
  ]);
  expect(kinds).toEqual(['monitoring.coreos.com/v1/ServiceMonitor']);
});

it('says which versions there are instead', () => {
  const answers = {
    ...CORE,
    'get --raw /apis/monitoring.coreos.com': { versions: [{ groupVersion: 'monitoring.coreos.com/v2' }] },
  };
  expect(definitions.ask(asked([monitor('a')], answers))[0]).toContain(
    'of monitoring.coreos.com/v1 (it has monitoring.coreos.com/v2), for',
  );
});

it('finds nothing where all kinds are there', () => {
  const answers = { 'get --raw /apis/monitoring.coreos.com/v1': { resources: [{ kind: 'ServiceMonitor' }] } };
  expect(definitions.ask(asked([monitor('a')], answers))).toEqual([]);
  expect(missingKinds(cluster({}), [monitor('a')]).size).toBe(1);
}); // prettier-ignore
