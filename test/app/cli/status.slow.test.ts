import { status } from '../../../lib/app/cli/status';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const RELAY = JSON.stringify({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'second', namespace: 'x' } },
  ...{ spec: { replicas: 1, template: { spec: { containers: [{ name: 'a', image: 'image:1' }] } } } },
});
const asked = (more: Partial<Parameters<typeof status>[0]> = {}) =>
  status({
    environment: 'dev',
    stacks: ['claude-relay'],
    charts: true,
    releaseName: 'second',
    namespace: 'x',
    ...more,
  });

it('looks at what a release has, of any name in any namespace', () => {
  cluster.play('', `*history*) echo '[{"revision":1,"status":"deployed"}]' ;; *'get manifest'*) echo '${RELAY}' ;;`);
  const { stdout, exitCode } = asked({ context: 'eu' });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('\nDeployment x/second');
  expect(stdout).toContain('\n0 of 1 workloads are ready.\n');
  expect(cluster.calls).toContain('get manifest second --namespace x --kube-context eu');
  expect(cluster.calls.filter((call) => call.includes('get deployments'))).toEqual([
    expect.stringContaining('--namespace x '),
  ]);
}); // prettier-ignore

it('says which release is not there, and what is wrong with its name', () => {
  cluster.play('', "*history*) echo 'Error: release: not found' >&2; exit 1 ;;");
  expect(() => asked()).toThrow('There is no release second in the namespace x; helm list -n x lists those that there are.');
  expect(() => asked({ charts: false })).toThrow('add --charts, or leave them away.');
  expect(() => asked({ releaseName: 'a.b' })).toThrow('--release-name a.b: The release name must be at most 53');
}); // prettier-ignore
