import { policiesOf } from '../../../../lib/app/report/model/policies';
import { workloadRows } from '../../../../lib/app/report/model/workloads';
import { deployment, object } from '../../changes/objects';
import { ENVIRONMENT, letsIn } from '../objects';

const of = (objects: Parameters<typeof workloadRows>[0], exceptions: Parameters<typeof policiesOf>[2] = []) =>
  policiesOf(objects, workloadRows(objects), exceptions);

const RESTRICTED = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
};
const CAPABILITIES = {
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

it('says what is enforced in a namespace', () => {
  expect(of(ENVIRONMENT).namespaces).toEqual([{ name: 'ai', enforced: 'baseline' }]);
  expect(of([deployment('a')]).namespaces).toEqual([{ name: 'ai', enforced: '' }]);
});

it('says what a workload lacks, and nothing of one that lacks nothing', () => {
  expect(of([deployment('a', { replicas: 2 })]).gaps.map(({ lacks }) => lacks)).toEqual([
    'Pod Security restricted: its pods meet baseline only',
    'a network policy on who may connect to it',
    'a network policy on what it may connect to',
    'a PodDisruptionBudget: a drain may take all its pods',
  ]);
  const budget = object('PodDisruptionBudget', 'a', {
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'a' } } },
  });
  const safe = deployment('a', { replicas: 2 }, CAPABILITIES, RESTRICTED);
  expect(of([safe, letsIn('a', 'b', 80), budget]).gaps).toEqual([]);
});

it('has the exceptions for objects that are there', () => {
  const exception = (...objects: readonly string[]) => ({ stack: 'a', tool: 'checkov', check: 'b', objects, reason: 'c' }); // prettier-ignore
  const rows = of(ENVIRONMENT, [
    exception('Deployment/web', 'Deployment/gone'),
    exception('StatefulSet/d*'),
    exception('Deployment/web/main'),
    exception('Deployment/gone'),
    exception('Deployment/we'),
  ]).exceptions;
  expect(rows.map(({ objects }) => objects)).toEqual([
    ['Deployment/web'],
    ['StatefulSet/d*'],
    ['Deployment/web/main'],
  ]);
});
