import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { commandLine } from '../../test/support/command-line';
import { ALL_CLUSTER_VERSIONS, CLUSTER_VERSIONS, kubernetes } from '../../tools/kubernetes';
import type { Cluster } from './support/cluster';
import { execute, type Ended } from '../../test/support/execute';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';
import { settled } from './support/workloads';

const [node, ...program] = commandLine();
const NAMESPACE = 'ai-gateway-prod';

const Comparisons = z.tuple([
  z.looseObject({
    effects: z.array(z.looseObject({ kind: z.string(), object: z.string(), sentence: z.string() })),
    objects: z.array(
      z.looseObject({
        change: z.string(),
        kind: z.string(),
        name: z.string(),
        effects: z.array(z.string()),
        fields: z.array(z.looseObject({ path: z.string() })),
      }),
    ),
  }),
]);

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'elsewhere-'));

  /** The command line, from another folder, with the cluster that the tests have. */
  const stacks = (args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    execute(node, [...program, ...args], {
      env: {
        ...cluster.environment(),
        PWD: elsewhere,
        KUBECTL: kubernetes(version, 'kubectl'),
        ...variables,
      },
    });
  const compared = async () => {
    const { stdout, stderr } = await stacks(['diff', 'prod', '--cluster', '--json']);
    expect(stderr).toBe('');
    return Comparisons.parse(JSON.parse(stdout))[0];
  };
  const versions = () =>
    cluster.kubectl(
      ...['get', '--ignore-not-found', '-f', path.join(output, 'prod'), '--output'],
      'jsonpath={range .items[*]}{.metadata.uid}/{.metadata.resourceVersion} {end}',
    );

  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  it('says of an empty cluster that all is new', async () => {
    const { objects } = await compared();
    expect(objects.length).toBeGreaterThan(50);
    expect(new Set(objects.map(({ change }) => change))).toEqual(new Set(['added']));
    const namespaces = await cluster.list('namespaces');
    expect(namespaces.map(({ metadata }) => metadata.name)).not.toContain(NAMESPACE);
  });

  it('finds no difference after cdk8s synth --stdout was applied, and none of another environment in the same cluster', async () => {
    const root = path.join(__dirname, '../..');
    const cdk8s = path.join(root, 'node_modules/.bin/cdk8s');
    const synthesized = await execute(cdk8s, ['synth', '--stdout', '--check-upgrade=false'], { cwd: root });
    expect(synthesized).toMatchObject({ code: 0, stderr: '' });
    const kubectl = kubernetes(version, 'kubectl');
    const applied = await cluster.execute(kubectl, ['apply', '--server-side', '-f', '-'], synthesized.stdout);
    expect(applied).toMatchObject({ code: 0 });
    await settled(cluster);
    expect(await compared()).toMatchObject({ objects: [], effects: [] });
    expect((await stacks(['diff', 'prod', '--cluster', '--exit-code'])).code).toBe(0);
  });

  it('finds what somebody has changed, and what is rendered no more, and changes nothing', async () => {
    // Given an image, a missing object and an object of a stack that is no more.
    await cluster.kubectl(
      ...['set', 'image', 'deployment/helm-proxy', '-n', NAMESPACE],
      'helm-proxy=example.com/other:1',
    );
    await cluster.kubectl('delete', 'networkpolicy', 'helm-proxy', '-n', NAMESPACE);
    await cluster.kubectl('create', 'configmap', 'gone', '-n', NAMESPACE);
    await cluster.kubectl(
      ...['label', 'configmap', 'gone', '-n', NAMESPACE],
      ...['app.kubernetes.io/managed-by=cdk8s', 'helm.sh/chart=gone-1.0.0'],
    );
    await settled(cluster);
    const before = await versions();
    const { objects, effects } = await compared();
    expect(objects.map(({ change, kind, name }) => `${change} ${kind} ${name}`).sort()).toEqual([
      'added NetworkPolicy helm-proxy',
      'changed Deployment helm-proxy',
      'removed ConfigMap gone',
    ]);
    const [deployment] = objects.filter(({ kind }) => kind === 'Deployment');
    expect(deployment?.effects).toContain('replaces-pods');
    expect(deployment?.fields.map((field) => field.path)).toEqual([
      expect.stringMatching(/^spec\.template\.spec\.containers\[.*\]\.image$/),
    ]);
    expect(effects.some(({ kind }) => kind === 'closes-connection')).toBe(true);
    const { stdout, code } = await stacks(['diff', 'prod', '--cluster', '--exit-code']);
    expect(stdout).toContain(`kubectl delete -n ${NAMESPACE} configmap gone`);
    expect(code).toBe(1);
    expect(await versions()).toBe(before);
    summary(`cluster ${version}: stacks diff finds ${objects.length} differences, and changes nothing`);
  });

  it('says which object the cluster would not take, and why', async () => {
    await cluster.kubectl('delete', 'statefulset', 'mcp-redis', '-n', 'mcp-prod', '--cascade=orphan');
    const manifest = readFileSync(path.join(output, 'prod/0005-mcp-box.k8s.yaml'), 'utf8');
    const [redis = ''] = manifest
      .split('---\n')
      .filter((part) => /kind: StatefulSet[^]*name: mcp-redis\n/.test(part));
    const changed = path.join(elsewhere, 'redis.yaml');
    writeFileSync(changed, redis.replace(/serviceName: .*/, 'serviceName: another'));
    await cluster.kubectl('apply', '--server-side', '-f', changed);
    const { effects } = await compared();
    const about = effects.filter(({ object }) => object === 'StatefulSet mcp-prod/mcp-redis');
    expect(about.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['rejected', 'immutable-field']));
    expect(about[0]?.sentence).toMatch(/[Ff]orbidden/);
  });

  // What is said of a cluster that cannot be asked does not depend on its version.
  if (version !== ALL_CLUSTER_VERSIONS.at(-1)) return;

  it('says what to do when the cluster does not answer, or not to this user', async () => {
    const config = (name: string, pattern: RegExp, replacement: string): string => {
      const file = path.join(elsewhere, name);
      cpSync(cluster.plane.kubeconfig, file);
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(pattern);
      writeFileSync(file, text.replace(pattern, replacement));
      return file;
    };
    const diff = (kubeconfig: string, ...more: readonly string[]) =>
      stacks(['diff', 'prod', '--cluster', ...more], { KUBECONFIG: kubeconfig });
    const cases = [
      await diff(config('silent', /server: .*/, 'server: https://127.0.0.1:1')),
      await diff(config('nobody', /user: ?\{|user:\n( +)/, '$&as: nobody\n$1')),
      await diff(cluster.plane.kubeconfig, '--context', 'another'),
    ];
    const hints = [
      /refused.*; check that it runs, that it can be reached from here, and the context/,
      /forbidden.*; ask for permission to get, list and patch these objects/,
      /context.*; kubectl config get-contexts lists the contexts/,
    ];
    cases.forEach(({ code, stdout, stderr }, index) => {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^The cluster of .* was asked and nothing was changed: [^\n]*\.\n$/);
      expect(stderr).toMatch(hints[index] ?? /never/);
    });
  });
});
