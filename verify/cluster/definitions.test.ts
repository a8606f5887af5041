/** Charts in a cluster without the definitions of custom resources, and once they are installed. */
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { withExternalSecrets } from '../../test/support/external-secrets';
import { helmBinary } from '../../test/support/helm-binary';
import { CLUSTER_VERSIONS, kubernetes } from '../../tools/kubernetes';
import { Cluster } from './support/cluster';
import { installDefinitions } from './support/definitions';
import { packageIn } from './support/flows';
import { outputFolder } from './support/output';
import { helmOf } from './support/turns';
import { summary } from './support/summary';

const DEPLOY_SCRIPT = path.resolve(__dirname, '../../deploy/helm-deploy.sh');

const names = Object.keys(stacks) as StackName[];
const folder = mkdtempSync(path.join(tmpdir(), 'definitions-'));

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  const major = helmOf(version, 4);
  let cluster: Cluster;
  let output: string;
  beforeAll(async () => {
    output = await outputFolder();
    cluster = await Cluster.start(version);
  });
  afterAll(() => cluster.stop());

  const install = (chart: StackName, ...more: readonly string[]) => {
    const values = path.join(folder, `${chart}.json`);
    writeFileSync(values, JSON.stringify(withExternalSecrets(chart)));
    const archive = packageIn(`${output}/charts`, chart);
    return cluster.tryHelm(major, 'install', chart, archive, '-n', chart, '-f', values, ...more);
  };

  const deploy = (...more: readonly string[]) => {
    const tools = mkdtempSync(path.join(folder, 'tools-'));
    symlinkSync(helmBinary(major), path.join(tools, 'helm'));
    symlinkSync(kubernetes(version, 'kubectl'), path.join(tools, 'kubectl'));
    const variables = [`PATH=${tools}:${process.env['PATH'] ?? ''}`, `CHARTS=${output}/charts`];
    return cluster.execute('env', [...variables, DEPLOY_SCRIPT, '-c', 'jairouter', '-e', 'prod', ...more]);
  };

  it.each(names)('%s is rejected with what is missing, and nothing of it is there', async (chart) => {
    await cluster.kubectl('create', 'namespace', chart);
    for (const flags of [[], ['--dry-run=server']]) {
      const { code, stderr } = await install(chart, ...flags);
      expect(stderr).toMatch(/enabled is true, but the cluster has no \S+ of \S+; .* or set it to false[.]/);
      expect(code).not.toBe(0);
    }
    expect(await cluster.list('deployments,services,secrets', '-n', chart)).toEqual([]);
  });

  it('the deploy script says all that is missing before it deploys, as the API server answers', async () => {
    const { code, stdout, stderr } = await deploy('--no-wait');
    const missing = [...stdout.matchAll(/^The cluster has no (\S+) of .*, or set (\S+) to false\.$/gm)];
    expect(missing.map(([, kind, value]) => [kind, value])).toEqual([
      ['HTTPRoute', 'httpRoute.enabled'],
      ['PrometheusRule', 'monitoring.prometheusRule.enabled'],
      ['ServiceMonitor', 'monitoring.serviceMonitor.enabled'],
    ]);
    expect(stdout).toContain('\nNothing was changed. ');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(await cluster.list('namespaces', '--field-selector', 'metadata.name=ai-gateway-prod')).toEqual([]);
  });

  it('all are installed once the definitions are', async () => {
    await installDefinitions(cluster);
    for (const chart of names)
      expect({ chart, ...(await install(chart)) }).toMatchObject({ code: 0, stderr: '' });
    // What else it lacks, such as Secrets, is another question.
    const shown = await deploy('--no-preflight', '--dry-run');
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/^kind: HTTPRoute$/m) });
    summary(`cluster ${version} helm ${major}: ${names.length} charts say which definitions are missing`);
  });

  // So that what the other tests ask is what people see.
  it.each([
    ['configmaps,networkpolicies', ['--all-namespaces']],
    ['svc', ['-n', 'claude-relay', '-l', 'app.kubernetes.io/instance=claude-relay']],
    ['hpa', ['-A']],
    ['servicemonitors', ['--all-namespaces']],
    ['externalsecrets.external-secrets.io', ['--namespace', 'claude-relay']],
    ['namespaces', ['--field-selector', 'metadata.name=jairouter']],
    ['roles', ['-n', 'nowhere']],
  ])('lists %s %j as kubectl does', async (kinds, flags) => {
    const Items = z.object({ items: z.array(z.looseObject({ metadata: z.looseObject({}) })) });
    // Controllers write states while this is asked.
    const still = (items: readonly unknown[]) =>
      items.map((item) => {
        const { status, metadata, ...rest } = Items.shape.items.element.parse(item);
        return { ...rest, hasStatus: status !== undefined, metadata: { ...metadata, resourceVersion: '' } };
      });
    const listed = await cluster.list(kinds, ...flags);
    const { items } = Items.parse(JSON.parse(await cluster.kubectl('get', kinds, ...flags, '-o', 'json')));
    expect(still(listed)).toEqual(still(items));
    expect(listed.length > 0).toBe(kinds !== 'roles');
  });

  it('says of which kind there is none', async () => {
    await expect(cluster.list('deploymants', '-A')).rejects.toThrow(
      'The API server has no kind "deploymants".',
    );
  });
});
