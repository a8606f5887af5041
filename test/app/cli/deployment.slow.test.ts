import { Deployment, stateFacts } from '../../../lib/app/cli/deployment';
import { deploy } from '../../../lib/app/cli/deploy';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const state = { name: 'a', isThere: true, isReady: false, wanted: 1, ready: 0, managedBy: '', images: [], restarts: 0, reasons: ['no image'] }; // prettier-ignore

it.each([
  ['Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout', 'check that it runs, that it can be reached from here, and the context (--context).'],
  ['error: You must be logged in to the server (Unauthorized)', 'log in to the cluster again.'],
  ['Error from server (Forbidden): namespaces "a" is forbidden: User "me" cannot get resource "namespaces" in API group ""', 'ask for permission to see what is deployed to, and to change it (get, list, create, patch, delete).'],
])('says of a cluster that answers %s what would help, and that nothing was changed', async (answer, hint) => {
  cluster.play(`*) echo '${answer}' >&2; exit 1 ;;`);
  const { error } = await cluster.run((say) => deploy({ environment: 'dev' }, say));
  expect(error).toBe(
    `The cluster of the current context was asked and nothing was changed: ${answer.replace(/^error: /, '')}; ${hint}`,
  );
}); // prettier-ignore

it('says what is missing and stops, or does not ask', () => {
  cluster.play('*"get --raw"*) exit 1 ;;');
  const said: string[] = [];
  const environment = { name: 'dev', namespace: 'ai', stacks: {} };
  const objects = [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }];
  const asking = new Deployment(environment, {}, (line) => said.push(line));
  const findings = asking.preflight(objects, false);
  expect(asking.stopped(findings)).toMatchObject({ exitCode: 1, facts: { outcome: 'preflight' } });
  expect(said).toEqual([
    'The cluster has no Service of v1, for Service a; install its definition first.',
    'Nothing was changed. Mend this first, or go on without looking (--no-preflight).',
  ]);
  expect(asking.stopped([{ kind: 'x', sentence: 'not seen', unknown: true }])).toBeUndefined();
  expect(new Deployment(environment, { preflight: false }, () => undefined).preflight(objects, false)).toEqual([]);
}); // prettier-ignore

it('ends with 1 where workloads are not ready, or what deploys them has failed', () => {
  cluster.play('');
  const said: string[] = [];
  const one = new Deployment({ name: 'dev', namespace: 'ai', stacks: {} }, {}, (line) => said.push(line));
  expect(one.afterWaiting([state], {})).toMatchObject({ exitCode: 1, facts: { outcome: 'not-ready' } });
  expect(said).toEqual([
    'Not ready: 0 of 1 workloads are ready; a has 0 of 1.',
    '  a: no image',
    'What is deployed stays as it is. Look again: stacks status dev',
  ]);
  const ready = { ...state, isReady: true };
  expect(one.afterWaiting([ready], {}, false)).toMatchObject({
    exitCode: 1,
    facts: { outcome: 'failed' },
  });
  expect(one.afterWaiting([ready], {})).toMatchObject({ exitCode: 0, facts: { outcome: 'ready' } });
  expect(stateFacts(state)).toEqual(state);
  expect(one.timeoutFor([])).toBe(600);
});
