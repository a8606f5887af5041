import { existsSync } from 'node:fs';
import { deploy, type DeployRequest } from '../../../lib/app/cli/deploy';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const run = (more: Partial<DeployRequest> = {}) =>
  cluster.run((say) =>
    deploy({ environment: 'dev', stacks: ['helm-proxy'], preflight: false, ...more }, say),
  );

it('says exactly what was applied when not all was, and deletes nothing then', async () => {
  cluster.play(`*dry-run*) cat ;; *apply*) echo 'namespace/a serverside-applied'; echo 'Error from server: no' >&2; exit 1 ;;`);
  const { outcome, said } = await run({ prune: true });
  expect(outcome).toMatchObject({
    exitCode: 1,
    facts: { outcome: 'not-applied', applied: ['namespace/a serverside-applied'], complaints: ['Error from server: no'] },
  });
  expect(said.slice(-3)).toEqual([
    '  namespace/a serverside-applied',
    '  Error from server: no',
    expect.stringMatching(/^Of \d+ objects 1 were applied, as said above, and the rest stayed as it was\. Nothing was deleted\. /),
  ]);
  expect(cluster.calls.filter((call) => call.startsWith('delete'))).toEqual([]);
  cluster.play(`*dry-run*) cat ;; *apply*) echo 'Error from server: no' >&2; exit 1 ;;`);
  expect((await run()).said.at(-1)).toBe('Nothing was applied.');
}); // prettier-ignore

it('changes nothing in a dry run', async () => {
  cluster.play('');
  const { outcome, said } = await run({ dryRun: true });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'dry-run', context: 'live' } });
  expect(said).toContain('Cluster:     live (https://10.0.0.1:6443)');
  expect(said.at(-1)).toBe('Nothing was changed: a dry run.');
  expect(cluster.calls.filter((call) => call.includes('apply') && !call.includes('dry-run'))).toEqual([]);
});

it('goes on looking when the cluster does not answer once all is applied', async () => {
  const refused = `[ ! -e "${cluster.mark}" ] || { echo 'Unable to connect to the server: EOF' >&2; exit 1; }`;
  cluster.play(`*dry-run*) cat ;; *apply*) touch "${cluster.mark}"; echo x ;; *"get deployments"*) ${refused} ;;`);
  const { outcome, said } = await run({ timeout: '1s' });
  expect(existsSync(cluster.mark)).toBe(true);
  expect(outcome).toMatchObject({ exitCode: 1, facts: { outcome: 'not-ready' } });
  expect(said).toContain(
    '  The cluster of the current context was asked: Unable to connect to the server: EOF; check that it runs, that it can be reached from here, and the context (--context).',
  );
  expect(said).toContain('Not ready: 0 of 1 workloads are ready; Deployment ai-gateway-dev/helm-proxy is not there.');
  expect(said.at(-1)).toBe('Go back: stacks rollback dev --to REVISION');
}); // prettier-ignore

it('passes on what follows two dashes, and the context to every call', async () => {
  cluster.play('');
  const { outcome } = await run({ wait: false, context: 'x', passed: ['--field-manager=ci'] });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'applied' } });
  const calls = cluster.calls.filter((call) => /^[a-z-]/.test(call));
  expect(calls.filter((call) => !call.startsWith('--context x '))).toEqual([]);
  expect(calls.at(-1)).toBe('--context x apply --server-side --field-manager=ci -f -');
});
