import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENVIRONMENT_LABEL } from '../../lib/app/output/kustomization';
import { CLUSTER_VERSIONS, kubernetes } from '../../tools/kubernetes';
import type { Cluster } from './support/cluster';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';

const KINDS = 'deployments,services,configmaps,serviceaccounts';

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let dev: string;
  let staging: string;
  const kubectl = (...args: readonly string[]) => cluster.execute(kubernetes(version, 'kubectl'), args);
  const apply = async (...from: readonly string[]): Promise<readonly string[]> =>
    (await cluster.kubectl('apply', '--server-side', '--output', 'name', ...from)).trim().split('\n');
  /** What an environment has in the cluster by its label. */
  const selected = async (name: string): Promise<readonly string[]> => {
    const selector = `${ENVIRONMENT_LABEL}=${name}`;
    const query = ['get', KINDS, '--all-namespaces', '--selector', selector, '--output', 'name'];
    return (await cluster.kubectl(...query)).trim().split('\n');
  };

  beforeAll(async () => {
    const { cluster: started, output } = await clusterWithOutput(version);
    cluster = started;
    [dev, staging] = [path.join(output, 'dev'), path.join(output, 'staging')];
  });
  afterAll(() => cluster.stop());

  it('kubectl apply -f takes the manifests beside a Kustomization, and -k the same objects', async () => {
    const byFolder = await apply('-f', dev);
    const byKustomize = await apply('-k', dev);
    expect(byFolder.length).toBeGreaterThan(20);
    expect([...byKustomize].sort()).toEqual([...byFolder].sort());
    expect(await selected('dev')).toContain('deployment.apps/jairouter');
    summary(`cluster ${version} kustomize: ${byFolder.length} objects by -f and by -k`);
  });

  it('kubectl apply -f fails where the file has the name that kustomize files mostly have', async () => {
    const other = `${dev}-other`;
    cpSync(dev, other, { recursive: true });
    cpSync(path.join(dev, 'Kustomization'), path.join(other, 'kustomization.yaml'));
    const { code, stderr } = await kubectl('apply', '--server-side', '--dry-run=server', '-f', other);
    expect(code).toBe(1);
    expect(stderr).toContain('no matches for kind "Kustomization"');
  });

  it('kubectl prunes by the label what a stack had that is taken out, of the kinds that are named', async () => {
    // GIVEN an environment that was applied by the client, and then its output without one of its stacks
    await cluster.kubectl('apply', '-k', staging);
    expect(await selected('staging')).toEqual(expect.arrayContaining(['deployment.apps/jairouter']));
    const file = path.join(staging, 'Kustomization');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*jairouter.*\n/m, ''));
    rmSync(path.join(staging, '0004-jairouter.k8s.yaml'));
    const pruned = ['apps/v1/Deployment', 'core/v1/Service', 'core/v1/ConfigMap'];

    // WHEN it is applied with pruning
    const allowlist = pruned.flatMap((kind) => ['--prune-allowlist', kind]);
    const { stdout } = await kubectl(
      ...['apply', '-k', staging, '--prune', '--selector', `${ENVIRONMENT_LABEL}=staging`, ...allowlist],
    );

    // THEN its objects of these kinds are gone, and its other objects and those of other stacks and environments are there
    expect(stdout).toMatch(/^deployment\.apps\/jairouter pruned$/m);
    const left = await selected('staging');
    expect(left).toContain('deployment.apps/claude-relay');
    expect(left.filter((name) => name.includes('jairouter'))).toEqual(['serviceaccount/jairouter']);
    expect(await selected('dev')).toContain('deployment.apps/jairouter');
    summary(`cluster ${version} kustomize: ${stdout.match(/ pruned$/gm)?.length ?? 0} objects pruned`);
  });

  it('kubectl prunes nothing that is applied by the server', async () => {
    const { code, stderr } = await kubectl(
      ...['apply', '--server-side', '-k', dev, '--prune', '--selector', `${ENVIRONMENT_LABEL}=dev`],
    );
    expect(code).toBe(1);
    expect(stderr).toContain(
      "--prune is in alpha and doesn't currently work on objects created by server-side apply",
    );
  });
});
