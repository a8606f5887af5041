import { rollback, type RollbackRequest } from '../../../lib/app/cli/rollback';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const run = (more: Partial<RollbackRequest> = {}) =>
  cluster.run((say) =>
    rollback({ environment: 'dev', project: '/', stacks: ['helm-proxy'], charts: true, ...more }, say),
  );
const HISTORY = JSON.stringify(
  ['superseded', 'deployed', 'failed'].map((status, index) => ({ revision: index + 1, status, chart: 'helm-proxy-1' })),
); // prettier-ignore
const claim = (size: string) =>
  `{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"a","namespace":"ai"},"spec":{"resources":{"requests":{"storage":"${size}"}}}}`;
const rolledBack = () => cluster.calls.filter((call) => call.startsWith('rollback'));

it('goes to the last revision that was good, or to the one that is named', async () => {
  cluster.play('', `*history*) echo '${HISTORY}' ;;`);
  const { outcome, said } = await run({ timeout: '1m', passed: ['--cleanup-on-fail'] });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { release: 'helm-proxy', revision: 2 } });
  expect(said).toContain(
    'Release:     helm-proxy in ai-gateway-dev, from revision 3 (helm-proxy-1) back to revision 2 (helm-proxy-1)',
  );
  expect(rolledBack()).toEqual([
    'rollback helm-proxy 2 --namespace ai-gateway-dev --wait --timeout 60s --cleanup-on-fail',
  ]);
  cluster.play('', `*history*) echo '${HISTORY}' ;;`);
  await run({ to: '1', wait: false });
  expect(rolledBack()).toEqual(['rollback helm-proxy 1 --namespace ai-gateway-dev']);
});

it('goes back with a release of another name in another namespace', async () => {
  cluster.play('', `*history*) echo '${HISTORY}' ;;`);
  const { outcome, said } = await run({ releaseName: 'second', namespace: 'x', context: 'eu' });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { release: 'second', revision: 2 } });
  expect(rolledBack()).toEqual(['rollback second 2 --namespace x --wait --timeout 600s --kube-context eu']);
  expect(said.at(-1)).toBe(
    'Done: second is back in x, and all its workloads are ready. See stacks status dev helm-proxy --charts --release-name second --namespace x --context eu',
  );
  expect((await run({ charts: false, to: 'HEAD', releaseName: 'second' })).error).toBe(
    '--release-name and --namespace are those of a chart; add --charts, or leave them away.',
  );
});

it('stops at what cannot go back', async () => {
  const manifests = `*'--revision 3'*) echo '${claim('2Gi')}' ;; *'--revision 2'*) echo '${claim('1Gi')}' ;;`;
  cluster.play('', `*history*) echo '${HISTORY}' ;; ${manifests}`);
  const { outcome, said } = await run();
  expect(outcome).toMatchObject({ exitCode: 1, facts: { outcome: 'cannot-go-back' } });
  expect(said).toContain('Cannot go back:');
  expect(rolledBack()).toEqual([]);
});

it.each<[string, Partial<RollbackRequest>, string]>([
  [`echo '${HISTORY}'`, { to: '9' }, 'helm-proxy has no revision 9, so nothing was changed. There are: 1, 2, 3.'],
  [`echo '[{"revision":1,"status":"failed"}]'`, {}, 'No revision of helm-proxy before 1 was good, so there is nothing to go back to, and nothing was changed; name one by --to, or uninstall it. There are: 1.'],
  ["echo 'Error: release: not found' >&2; exit 1", {}, 'There is no release helm-proxy in the namespace ai-gateway-dev; helm list -n ai-gateway-dev lists those that there are.'],
  ["echo 'Error: Kubernetes cluster unreachable' >&2; exit 1", {}, 'Helm was asked for the history of helm-proxy and nothing was changed: Kubernetes cluster unreachable; check that the cluster runs, that it can be reached from here, and the context (--context).'],
])('says what is wrong where the history is %s', async (history, more, sentence) => {
  cluster.play('', `*history*) ${history} ;;`);
  expect((await run(more)).error).toBe(sentence);
  expect(rolledBack()).toEqual([]);
}); // prettier-ignore
