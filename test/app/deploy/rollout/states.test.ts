import { workloadsIn, workloadStates } from '../../../../lib/app/deploy/rollout/states';
import { deployment, object } from '../../changes/objects';
import { cluster } from '../cluster';

it('reads each namespace once, and says how far its workloads are', () => {
  const objects = [deployment('a'), object('Service', 'a'), deployment('b')];
  const calls: string[] = [];
  const answers = cluster({ 'get deployments,': [{ ...deployment('a'), status: { readyReplicas: 1 } }] });
  const states = workloadStates((args) => {
    calls.push(args.join(' '));
    return answers(args);
  }, objects);
  expect(states.map(({ name, isThere, ready }) => ({ name, isThere, ready }))).toEqual([
    { name: 'Deployment ai/a', isThere: true, ready: 1 },
    { name: 'Deployment ai/b', isThere: false, ready: 0 },
  ]);
  expect(calls).toEqual([
    'get deployments,statefulsets,daemonsets,jobs,replicasets,pods,persistentvolumeclaims,events --namespace ai --output json',
  ]);
  expect(workloadsIn(objects)).toHaveLength(2);
});
