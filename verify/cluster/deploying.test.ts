/** The commands that deploy, against a cluster that lacks one thing after the other, and then has all. */
import path from 'node:path';
import { z } from 'zod';
import { History } from '../../test/app/cli/history';
import { commandLine } from '../../test/support/command-line';
import { helmBinary } from '../../test/support/helm-binary';
import { CLUSTER_VERSIONS, kubernetes } from '../../tools/kubernetes';
import { Cluster } from './support/cluster';
import { installDefinitions } from './support/definitions';
import { execute, type Ended } from '../../test/support/execute';
import { addNodes } from './support/nodes';
import { eventually } from './support/polling';
import { createSecrets } from './support/secrets';
import { MISSING_IMAGE } from './support/stages';
import { DEFAULT_INGRESS, DEFAULT_STORAGE, defineGateways, gateway } from './support/surroundings';
import { summary } from './support/summary';
import { helmOf } from './support/turns';
import { provideVolumes } from './support/volumes';

const DEPLOY_SCRIPT = path.resolve(__dirname, '../../deploy/helm-deploy.sh');
const Findings = z.object({
  findings: z.array(z.object({ kind: z.string(), sentence: z.string() })),
});
const NAMESPACES = ['ai-gateway-dev', 'apps-dev', 'mcp-dev'];
describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  const major = helmOf(version, 3);
  const history = new History();
  const [node, ...program] = commandLine(history.checkout.path('.'));
  let cluster: Cluster;

  const variables = (): NodeJS.ProcessEnv => ({
    ...cluster.environment(),
    KUBECTL: kubernetes(version, 'kubectl'),
    HELM: helmBinary(major),
    PROGRESS_SECONDS: '1',
  });
  /** The command line of the checkout, from another folder. */
  const stacks = (...args: readonly string[]): Promise<Ended> =>
    execute(node, [...program, ...args], { cwd: history.elsewhere, env: variables() });
  const lacks = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await stacks('preflight', ...args, '--json');
    expect(stderr).toBe('');
    const { findings } = Findings.parse(JSON.parse(stdout));
    expect(code).toBe(findings.length === 0 ? 0 : 1);
    return findings;
  };
  const sentences = async (...args: readonly string[]) =>
    (await lacks(...args)).map(({ sentence }) => sentence);
  const status = async (...args: readonly string[]) => {
    const { code, stdout } = await stacks('status', 'dev', ...args);
    return { code, stdout };
  };
  const versions = async () =>
    (await cluster.list('deployments,statefulsets,configmaps,services', '--all-namespaces')).map(
      ({ metadata }) => `${metadata.name} ${String(metadata['resourceVersion'])}`,
    );
  const remove = (...namespaces: readonly string[]) =>
    cluster.kubectl('delete', 'namespace', '--ignore-not-found', '--wait', ...namespaces);

  beforeAll(async () => {
    history.begin();
    cluster = await Cluster.start(version);
    await addNodes(cluster);
  });
  afterAll(async () => {
    history.remove();
    await cluster.stop();
  });

  it('says what an empty cluster lacks, a sentence each, and changes nothing', async () => {
    const before = await versions();
    const prod = await lacks('prod');
    expect(prod.filter(({ kind }) => kind === 'definition').map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/no HTTPRoute of gateway\.networking\.k8s\.io\/v1, for .*; install the Gateway API first\.$/),
      expect.stringMatching(/no ServiceMonitor of .*; install the Prometheus Operator first\.$/),
      expect.stringMatching(/no PrometheusRule of .*; install the Prometheus Operator first\.$/),
    ]);
    expect(prod.filter(({ kind }) => kind === 'secret')).toHaveLength(7);
    expect(prod.filter(({ kind }) => kind === 'storage-class').map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('no storage class nfs-client, for PersistentVolumeClaim ai-gateway-prod/jairouter-logs'),
      expect.stringContaining('no default storage class, for StatefulSet mcp-prod/mcp-mysql'),
    ]);
    expect((await sentences('dev')).join('\n')).toContain('no default ingress class, for Ingress mcp-dev/mcp-gateway');
    const deployed = await stacks('deploy', 'dev');
    expect(deployed).toMatchObject({ code: 1 });
    expect(deployed.stdout).toMatch(/\nNothing was changed\. Mend this first/);
    expect(await versions()).toEqual(before);
    expect((await cluster.list('namespaces')).map(({ metadata }) => metadata.name)).not.toContain('ai-gateway-dev');
  }); // prettier-ignore

  it('says which Gateway, listener and class are missing once there are definitions', async () => {
    await installDefinitions(cluster);
    const about = async () => (await lacks('prod')).filter(({ kind }) => kind === 'gateway');
    expect(await about()).toMatchObject([
      { sentence: expect.stringContaining('no Gateway gateways/public, for HTTPRoute') },
    ]);
    await defineGateways(cluster);
    await cluster.apply(gateway('http'));
    expect(await about()).toMatchObject([
      { sentence: expect.stringContaining('has no listener https, for HTTPRoute') },
      { sentence: expect.stringContaining('is of the class envoy, which the cluster does not have') },
    ]);
  });

  it('says which quota is too small, which Secret lacks a key, and which pods a namespace does not take', async () => {
    await cluster.apply(DEFAULT_STORAGE, DEFAULT_INGRESS);
    for (const name of NAMESPACES) await cluster.kubectl('create', 'namespace', name);
    const restricted = 'pod-security.kubernetes.io/enforce=restricted';
    await cluster.kubectl('label', 'namespace', 'ai-gateway-dev', restricted);
    await cluster.kubectl('create', 'quota', 'small', '-n', 'mcp-dev', '--hard=pods=2,requests.memory=256Mi');
    // By their requests all of them are NotBestEffort, and none is BestEffort.
    for (const scope of ['NotBestEffort', 'BestEffort'])
      await cluster.kubectl(
        ...['create', 'quota', `z-${scope.toLowerCase()}`, '-n', 'mcp-dev'],
        ...['--hard=pods=1', `--scopes=${scope}`],
      );
    await cluster.kubectl('create', 'quota', 'gpus', '-n', 'apps-dev', '--hard=requests.nvidia.com/gpu=1');
    const key = '--from-literal=password=x';
    await cluster.kubectl('create', 'secret', 'generic', 'mysql-secret', '-n', 'mcp-dev', key);
    await eventually(
      30,
      () => cluster.list('resourcequotas', '-n', 'mcp-dev'),
      (all) => (JSON.stringify(all).match(/"used":/g) ?? []).length === 3,
    );
    const found = await sentences('dev');
    expect(found).toEqual([
      expect.stringContaining('Secret ai-gateway-dev/claude-relay-keys does not exist; create it'),
      expect.stringContaining('Secret ai-gateway-dev/jairouter-keys does not exist; create it'),
      'Secret mcp-dev/mysql-secret has no key root-password: a password.',
      'ResourceQuota mcp-dev/small allows pods: 2, and the deployment needs 3; raise it, or lower the values.',
      expect.stringMatching(
        /^ResourceQuota mcp-dev\/small allows requests\.memory: 256Mi, and the deployment needs \d+Mi; /,
      ),
      'ResourceQuota mcp-dev/z-notbesteffort allows pods: 1, and the deployment needs 3; raise it, or lower the values.',
      // Somebody has labelled the namespace, and the manifests would label it otherwise.
      expect.stringMatching(/^Somebody else has set fields of Namespace ai-gateway-dev: conflict with "kubectl-label"/),
    ]); // prettier-ignore
    // A chart leaves the namespace as it is, so its pods count.
    const middleware = await stacks('deploy', 'dev', 'claude-middleware', '--charts');
    expect(middleware).toMatchObject({ code: 1 });
    expect(middleware.stdout).toMatch(
      /\nNamespace ai-gateway-dev enforces the Pod Security Standard restricted, and the pods of Deployment ai-gateway-dev\/claude-middleware need baseline: runAsNonRoot/,
    );
    expect(middleware.stdout).toContain('Nothing was changed.');
    summary(
      `cluster ${version}: stacks preflight has ${found.length} sentences on a cluster that is not ready`,
    );
    await remove(...NAMESPACES);
  });

  it('asks before production, and stops where nobody can be asked', async () => {
    const { code, stderr } = await stacks('deploy', 'prod', '--no-preflight');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'prod is production, and nobody can be asked here: nothing was changed. Add --yes to go on without being asked.\n',
    });
    expect((await cluster.list('namespaces')).map(({ metadata }) => metadata.name)).not.toContain('ai-gateway-prod');
  }); // prettier-ignore

  it('applies manifests, says what claims wait for, and ends when all is ready', async () => {
    await createSecrets(cluster, 'dev');
    expect(await sentences('dev')).toEqual([]);
    // There is no provisioner: somebody makes the volumes later.
    const late = await stacks('deploy', 'dev', '--timeout', '10s');
    expect(late).toMatchObject({ code: 1, stderr: '' });
    const reason = /\n +StatefulSet ai-gateway-dev\/claude-relay-redis: pod claude-relay-redis-0: the claim data-claude-relay-redis-0 has no volume yet: the provisioner of the class standard has not made one\n/;
    expect(late.stdout).toMatch(reason);
    expect(late.stdout).toMatch(/\nNot ready: \d of 8 workloads are ready; /);
    await provideVolumes(cluster);
    const ended = await stacks('deploy', 'dev');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/\nDone: dev is deployed, and all its workloads are ready\. .*\n$/);
    expect(await status()).toEqual({ code: 0, stdout: expect.stringContaining('\n8 of 8 workloads are ready.\n') });
    const again = await stacks('deploy', 'dev', '--json');
    expect(again).toMatchObject({ code: 0 });
    expect(JSON.parse(again.stdout)).toMatchObject({ environment: 'dev', context: 'test', outcome: 'ready' });
  }); // prettier-ignore

  it('prunes what is rendered no more, but nothing that has data', async () => {
    const labels = ['app.kubernetes.io/managed-by=cdk8s', 'helm.sh/chart=gone-1.0.0'];
    await cluster.kubectl('create', 'configmap', 'gone', '-n', 'ai-gateway-dev');
    await cluster.kubectl('label', 'configmap', 'gone', '-n', 'ai-gateway-dev', ...labels);
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    const metadata = { name: 'gone', namespace: 'ai-gateway-dev', labels: Object.fromEntries(labels.map((label) => label.split('='))) as unknown };
    await cluster.apply({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec });
    const left = async () =>
      (await cluster.list('configmaps,persistentvolumeclaims', '-n', 'ai-gateway-dev', '-l', labels.join(','))).map(({ kind }) => kind);
    const without = await stacks('deploy', 'dev');
    expect(without.stdout).toContain('Rendered no more, and not deleted without --prune:\n  ConfigMap ai-gateway-dev/gone\n');
    expect(await left()).toEqual(['ConfigMap', 'PersistentVolumeClaim']);
    const pruned = await stacks('deploy', 'dev', '--prune');
    expect(pruned).toMatchObject({ code: 0 });
    expect(pruned.stdout).toMatch(/configmap "gone" deleted/);
    expect(pruned.stdout).toContain('PersistentVolumeClaim ai-gateway-dev/gone: its data would be gone (kubectl delete -n');
    expect(await left()).toEqual(['PersistentVolumeClaim']);
    await cluster.kubectl('delete', 'persistentvolumeclaim', 'gone', '-n', 'ai-gateway-dev');
  }); // prettier-ignore

  it('says why a new version does not start, and goes back to the revision before', async () => {
    history.checkout.change('environments/dev.ts', /repository: 'registry\.example\.com\/helm-proxy', tag: 'v1\.0\.0'/, "repository: 'registry.example.com/missing', tag: '1'");
    const bad = await stacks('deploy', 'dev', 'helm-proxy', '--timeout', '15s');
    expect(bad).toMatchObject({ code: 1 });
    const reason = `Deployment ai-gateway-dev/helm-proxy: pod helm-proxy-\\S+: container helm-proxy: the image ${MISSING_IMAGE} cannot be pulled: its registry has no such image or tag \\(`;
    expect(bad.stdout).toMatch(new RegExp(`\\n {2}${reason}`));
    expect(bad.stdout).toMatch(/\nNot ready: 0 of 1 workloads are ready; Deployment ai-gateway-dev\/helm-proxy has 1 of 1\.\n/);
    const seen = await status('helm-proxy');
    expect(seen).toMatchObject({ code: 1 });
    expect(seen.stdout).toContain('its registry has no such image or tag');
    const back = await stacks('rollback', 'dev', 'helm-proxy', '--to', 'main');
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout).toContain('The working tree is as it was');
    history.git('checkout', '--quiet', 'environments');
    expect(await status()).toMatchObject({ code: 0 });
    summary(`cluster ${version}: stacks deploy says why an image cannot be pulled, and stacks rollback goes back`);
  }); // prettier-ignore

  it('does not go back to smaller volumes, and changes nothing then', async () => {
    history.checkout.change('dist/dev/0001-claude-relay.k8s.yaml', /(kind: PersistentVolumeClaim[^]*?storage: )"?1Gi"?/, '$1500Mi');
    history.git('commit', '--quiet', '--all', '--message=smaller');
    const before = await versions();
    const { code, stdout } = await stacks('rollback', 'dev', '--to', 'HEAD', '--no-preflight');
    expect(code).toBe(1);
    expect(stdout).toMatch(/\nCannot go back:\n {2}The API server rejects another spec\.resources\.requests\.storage\. .*claude-relay-data/);
    expect(stdout).toMatch(/\nNothing was changed\. Do first what is said above\.\n$/);
    expect(await versions()).toEqual(before);
  }); // prettier-ignore

  it('says of a scheduler and of a quota what they say', async () => {
    const inside = ['-n', 'ai-gateway-dev'];
    const reasons = (form: RegExp) =>
      eventually(
        60,
        () => status('claude-middleware'),
        ({ stdout }) => form.test(stdout),
      );
    await cluster.kubectl('set', 'resources', 'deployment/claude-middleware', ...inside, '--requests=cpu=100', '--limits=cpu=100');
    const full = /pod claude-middleware-\S+: no node takes it: of 6 nodes 6 have too little cpu left \(the pod requests 100\)/;
    expect((await reasons(full)).stdout).toMatch(full);
    const reset = await stacks('deploy', 'dev', 'claude-middleware', '--force-conflicts');
    expect(reset).toMatchObject({ code: 0 });
    await cluster.kubectl('create', 'quota', 'full', ...inside, '--hard=pods=0');
    await cluster.kubectl('scale', 'deployment/claude-middleware', ...inside, '--replicas=2');
    const quota = /no more pods are made: the ResourceQuota full is used up \(requested: pods=1/;
    expect((await reasons(quota)).stdout).toMatch(quota);
    await remove(...NAMESPACES);
    await cluster.kubectl('delete', 'clusterroles,clusterrolebindings', '-l', 'app.kubernetes.io/managed-by=cdk8s');
  }); // prettier-ignore

  it('releases charts, says why one does not start while Helm waits, and rolls it back', async () => {
    await createSecrets(cluster, 'dev');
    const image = ['--set', 'image.repository=registry.example.com/missing', '--set-string', 'image.tag=1'];
    const first = await stacks('deploy', 'dev', 'claude-middleware', 'helm-proxy', '--charts');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await status('helm-proxy')).toMatchObject({ code: 0, stdout: expect.stringMatching(/1\/1 +0 +Helm /) });
    const bad = await stacks('deploy', 'dev', 'helm-proxy', '--charts', ...image, '--timeout', '20s');
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toContain(`the image ${MISSING_IMAGE} cannot be pulled: its registry has no such image or tag`);
    expect(bad.stdout).toContain('Go back to revision 1: stacks rollback dev helm-proxy --charts\n');
    const back = await stacks('rollback', 'dev', 'helm-proxy', '--charts');
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout).toContain('Release:     helm-proxy in ai-gateway-dev, from revision 2 (helm-proxy-');
    expect(await status('helm-proxy')).toMatchObject({ code: 0 });
    // What one way has made, the other one does not take over unasked.
    const other = await stacks('deploy', 'dev', 'helm-proxy');
    expect(other).toMatchObject({ code: 1, stdout: expect.stringMatching(/Somebody else has set fields of .*conflicts? with "helm"/) });
    const passed = await stacks('deploy', 'dev', 'helm-proxy', '--charts', '--', '--description', 'by the test');
    expect(passed).toMatchObject({ code: 0 });
    const [last] = z.array(z.looseObject({ description: z.string() })).parse(JSON.parse(await cluster.helm(major, 'history', 'helm-proxy', '-n', 'ai-gateway-dev', '--max', '1', '-o', 'json')));
    expect(last?.description).toBe('by the test');
    // Helm 3 takes over what somebody else has set, and Helm 4 when it is told to.
    await cluster.kubectl('scale', 'deployment', 'helm-proxy', '-n', 'ai-gateway-dev', '--replicas=2');
    const isTaken = major === 3;
    const taken = await stacks('deploy', 'dev', 'helm-proxy', '--charts');
    expect(taken.code).toBe(isTaken ? 0 : 1);
    expect(taken.stdout.includes('let Helm 4 take them over by --force-conflicts after two dashes.')).toBe(!isTaken);
    const forced = isTaken ? [] : ['--', '--force-conflicts'];
    expect(await stacks('deploy', 'dev', 'helm-proxy', '--charts', ...forced)).toMatchObject({ code: 0 });
    summary(`cluster ${version} helm ${major}: stacks deploy --charts and rollback --charts`);
  }); // prettier-ignore

  it('releases a chart by the deploy script, under another name in another namespace, and goes back there', async () => {
    const script = (...args: readonly string[]) =>
      execute(DEPLOY_SCRIPT, ['-c', 'claude-middleware', ...args], { cwd: history.elsewhere, env: variables() });
    const second = ['-r', 'second', '-n', 'second'];
    const shown = await script('-d', ...second);
    expect(shown).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^kind: Deployment$/m) });
    expect((await cluster.list('namespaces')).map(({ metadata }) => metadata.name)).not.toContain('second');
    const none = await script('-u', ...second);
    expect(none).toMatchObject({ code: 2, stderr: 'There is no release second in the namespace second to upgrade, so nothing was changed; leave --upgrade out to install it.\n' });
    const installed = await script(...second, '-v', 'v9');
    expect(installed).toMatchObject({ code: 0, stderr: '' });
    const again = ['dev', 'claude-middleware', '--charts', '--release-name', 'second', '--namespace', 'second'];
    expect(installed.stdout).toContain(`\nDone: second is deployed to second, and all its workloads are ready. See stacks status ${again.join(' ')}\n`);
    const twice = await script(...second);
    expect(twice).toMatchObject({ code: 2, stderr: 'The release second is already in the namespace second, so nothing was changed; use --upgrade.\n' });
    expect(await script('-u', ...second)).toMatchObject({ code: 0, stderr: '' });
    const seen = await stacks('status', ...again);
    expect(seen).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nDeployment second\/\S+ +1\/1 [^]*\n1 of 1 workloads are ready\.\n/) });
    expect(seen.stdout).not.toContain(':v9');
    const back = await stacks('rollback', ...again);
    expect(back).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Release:     second in second, from revision 2 ') });
    expect((await stacks('status', ...again)).stdout).toContain(':v9');
    summary(`cluster ${version} helm ${major}: the deploy script installs and upgrades, and stacks rollback goes back`);
  }); // prettier-ignore
});
