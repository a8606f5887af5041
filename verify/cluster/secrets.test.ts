import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { commandLine } from '../../test/support/command-line';
import { CLUSTER_VERSIONS, kubernetes } from '../../tools/kubernetes';
import { expectSecretsThatPodsRead, secretValues } from './readmes/secrets';
import type { Cluster } from './support/cluster';
import { execute, type Ended } from '../../test/support/execute';
import { packageIn } from './support/flows';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';
import { helmOf } from './support/turns';
import { settled } from './support/workloads';

const [node, ...program] = commandLine();
const PROXY = {
  HELM_PROXY_CREDENTIALS_HELM_USERNAME: 'ci',
  HELM_PROXY_CREDENTIALS_HELM_PASSWORD: 'issued by others',
};
const ISSUED = { ...PROXY, CLAUDE_RELAY_REDIS_PASSWORD_PASSWORD: 'o\'brien $(id) "x"' };

const Found = z.object({
  problems: z.array(z.looseObject({ kind: z.string(), name: z.string(), key: z.string().optional() })),
});

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'elsewhere-'));

  const environment = (variables: NodeJS.ProcessEnv) => ({
    ...cluster.environment(),
    KUBECTL: kubernetes(version, 'kubectl'),
    ...variables,
  });
  /** The command line, from another folder. */
  const secrets = (args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    execute(node, [...program, 'secrets', ...args], { cwd: elsewhere, env: environment(variables) });
  /** Runs by bash what `--create` prints. */
  const create = async (name: string, variables: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    const { code, stdout, stderr } = await secrets([name, '--create']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return execute('bash', [], { input: stdout, env: environment(variables), cwd: elsewhere });
  };
  const check = async (name: string) => {
    const { code, stdout, stderr } = await secrets([name, '--check', '--json']);
    expect(stderr).toBe('');
    const { problems } = Found.parse(JSON.parse(stdout));
    return {
      code,
      problems: problems.map(({ kind, name: of, key }) => [kind, of, key ?? ''].join(' ').trim()),
    };
  };
  /** All namespaces and Secrets, as far as somebody may have changed them. */
  const versions = async () =>
    (await cluster.list('namespaces,secrets', '--all-namespaces')).map(
      ({ metadata }) => `${metadata.name} ${String(metadata['resourceVersion'])}`,
    );

  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  it('creates what is not there, says what others must issue, and overwrites nothing', async () => {
    const before = await check('prod');
    expect(before.code).toBe(1);
    expect(before.problems).toHaveLength(7);
    expect(new Set(before.problems.map((problem) => problem.split(' ')[0]))).toEqual(new Set(['missing-secret']));

    const first = await create('prod');
    expect(first.code).toBe(1);
    expect(first.stdout.match(/: created$/gm)).toHaveLength(7);
    expect(first.stdout).toContain('Namespace mcp-prod: created\n');
    expect(first.stderr.split('\n').filter((line) => line.includes('not created'))).toEqual([
      'Secret ai-gateway-prod/claude-relay-redis-password: not created: others issue its values; set CLAUDE_RELAY_REDIS_PASSWORD_PASSWORD first',
      'Secret ai-gateway-prod/helm-proxy-credentials: not created: others issue its values; set HELM_PROXY_CREDENTIALS_HELM_USERNAME HELM_PROXY_CREDENTIALS_HELM_PASSWORD first',
    ]);
    const made = await versions();

    const second = await create('prod', ISSUED);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout.match(/: created$/gm)).toHaveLength(2);
    expect(second.stdout.match(/: exists, left alone$/gm)).toHaveLength(7);
    expect(await versions()).toEqual(expect.arrayContaining(made));
    const all = await versions();

    expect(await check('prod')).toEqual({ code: 0, problems: [] });
    const third = await create('prod');
    expect(third).toMatchObject({ code: 0, stderr: '' });
    expect(third.stdout.match(/: exists, left alone$/gm)).toHaveLength(9);
    expect(await versions()).toEqual(all);

    const issued = await secretValues(cluster, 'ai-gateway-prod', 'claude-relay-redis-password');
    expect(issued).toEqual({ password: ISSUED.CLAUDE_RELAY_REDIS_PASSWORD_PASSWORD });
    const relay = await secretValues(cluster, 'ai-gateway-prod', 'claude-relay-keys');
    expect(relay).toEqual({
      JWT_SECRET: expect.stringMatching(/^[\w+/]{43}=$/),
      ENCRYPTION_KEY: expect.stringMatching(/^[\w+/]{43}=$/),
    });
    expect(relay['JWT_SECRET']).not.toBe(relay['ENCRYPTION_KEY']);
    expect((await secretValues(cluster, 'ai-gateway-prod', 'jairouter-keys'))['api-key']).toMatch(/^sk-[0-9a-f]{48}$/);
    summary(`cluster ${version}: stacks secrets creates namespaces and Secrets, and overwrites none`);
  }); // prettier-ignore

  it('names a key that is missing, and one of another form, without its value', async () => {
    const patch = (name: string, ...operations: readonly object[]) =>
      cluster.kubectl(
        ...['patch', 'secret', name, '-n', 'ai-gateway-prod', '--type=json'],
        `--patch=${JSON.stringify(operations)}`,
      );
    const kept = await secretValues(cluster, 'ai-gateway-prod', 'jairouter-keys');
    const value = Buffer.from('tooshort-and-secret\n').toString('base64');
    await patch('jairouter-keys', { op: 'remove', path: '/data/admin-password' }, { op: 'replace', path: '/data/api-key', value });
    expect(await check('prod')).toEqual({
      code: 1,
      problems: ['other-form jairouter-keys api-key', 'missing-key jairouter-keys admin-password'],
    });
    const { stdout } = await secrets(['prod', '--check']);
    expect(stdout).toContain('Secret ai-gateway-prod/jairouter-keys has no key admin-password: a password.\n');
    expect(stdout).not.toContain('tooshort');
    // Left alone all the same.
    expect((await create('prod')).stdout).toContain('Secret ai-gateway-prod/jairouter-keys: exists, left alone\n');
    const data = Object.fromEntries(
      Object.entries(kept).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    );
    await patch('jairouter-keys', { op: 'replace', path: '/data', value: data });
    expect((await check('prod')).code).toBe(0);
  }); // prettier-ignore

  it('is followed by each chart, which Helm installs', async () => {
    const major = helmOf(version, 3);
    expect(await create('staging', PROXY)).toMatchObject({ code: 0, stderr: '' });
    const charts = ['claude-relay', 'claude-middleware', 'helm-proxy', 'jairouter', 'mcp-box'];
    for (const chart of charts)
      await cluster.helm(
        ...([major, 'install', chart, packageIn(`${output}/charts`, chart)] as const),
        ...['-n', 'ai-gateway-staging', '-f', `${output}/charts/${chart}/values-staging.yaml`],
      );
    await settled(cluster);
    await expectSecretsThatPodsRead(cluster);
    expect(await check('staging')).toEqual({ code: 0, problems: [] });
    for (const chart of charts) await cluster.helm(major, 'uninstall', chart, '-n', 'ai-gateway-staging');
    summary(`cluster ${version} helm ${major}: all charts installed after stacks secrets staging --create`);
  });

  it('is followed by the umbrella chart, also where the Secrets were made of YAML', async () => {
    const major = helmOf(version, 3);
    const yaml = await secrets(['dev', '--create', 'yaml']);
    expect(yaml).toMatchObject({ code: 0, stderr: '' });
    const kubectl = kubernetes(version, 'kubectl');
    expect(await cluster.execute(kubectl, ['create', '-f', '-'], yaml.stdout)).toMatchObject({ code: 0 });
    const made = await versions();
    const again = await cluster.execute(kubectl, ['create', '-f', '-'], (await secrets(['dev', '--create', 'yaml'])).stdout);
    expect(again.code).toBe(1);
    expect(await versions()).toEqual(made);
    expect(await check('dev')).toEqual({ code: 0, problems: [] });
    const archive = packageIn(`${output}/charts`, 'ai-gateway');
    const values = `${output}/charts/ai-gateway/values-dev.yaml`;
    await cluster.helm(major, 'install', 'ai-gateway', archive, '-n', 'ai-gateway-dev', '-f', values);
    await settled(cluster);
    await expectSecretsThatPodsRead(cluster);
    await cluster.helm(major, 'uninstall', 'ai-gateway', '-n', 'ai-gateway-dev');
    summary(`cluster ${version} helm ${major}: the umbrella chart installed after stacks secrets dev --create yaml`);
  }); // prettier-ignore

  it('is followed by the manifests, which own the namespaces from then on', async () => {
    await cluster.kubectl('apply', '--server-side', '-f', `${output}/prod`);
    await settled(cluster);
    await expectSecretsThatPodsRead(cluster);
    // Another standard later is no conflict with who made the namespace.
    const manifest = path.join(elsewhere, 'namespace.yaml');
    const text = readFileSync(path.join(output, 'prod/0000-namespace.k8s.yaml'), 'utf8');
    expect(text).toContain('enforce: baseline');
    writeFileSync(manifest, text.replace('enforce: baseline', 'enforce: privileged'));
    await cluster.kubectl('apply', '--server-side', '-f', manifest);
    summary(`cluster ${version}: manifests applied after stacks secrets prod --create`);
  });

  it('makes ExternalSecrets that the definition takes', async () => {
    const { code, stdout } = await secrets(['prod', '--external-secret', 'vault']);
    expect(code).toBe(0);
    const kubectl = kubernetes(version, 'kubectl');
    const args = ['apply', '--server-side', '--dry-run=server', '-f', '-'];
    const applied = await cluster.execute(kubectl, args, stdout);
    expect(applied.stderr.replace(/^Warning: .*\n/gm, '')).toBe('');
    expect(applied.stdout.match(/^externalsecret\.external-secrets\.io\//gm)).toHaveLength(7);
  });

  it('says what to do when the cluster does not answer, or not to this user, and changes nothing', async () => {
    const config = (name: string, pattern: RegExp, replacement: string): NodeJS.ProcessEnv => {
      const file = path.join(elsewhere, name);
      cpSync(cluster.plane.kubeconfig, file);
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(pattern);
      writeFileSync(file, text.replace(pattern, replacement));
      return { KUBECONFIG: file };
    };
    const silent = config('silent', /server: .*/, 'server: https://127.0.0.1:1');
    const nobody = config('nobody', /user: ?\{|user:\n( +)/, '$&as: nobody\n$1');
    const expired = config('expired', /token: .*/, 'token: expired');
    for (const [variables, hint] of [
      [silent, /refused.*; check that it runs, that it can be reached from here, and the context/],
      [nobody, /forbidden.*; ask for permission to get these Secrets/],
      [expired, /; log in to the cluster again/],
    ] as const) {
      const { code, stdout, stderr } = await secrets(['prod', '--check'], variables);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^The cluster of .* was asked and nothing was changed: [^\n]*\.\n$/);
      expect(stderr).toMatch(hint);
    }
    const before = await versions();
    for (const variables of [silent, expired]) {
      const run = await create('prod', variables);
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(/^The cluster does not answer, and nothing was changed: /);
    }
    const forbidden = await create('prod', { ...nobody, ...ISSUED });
    expect({ code: forbidden.code, stdout: forbidden.stdout }).toEqual({ code: 1, stdout: '' });
    expect(forbidden.stderr.match(/: not created: .*forbidden/g)?.length).toBe(9);
    expect(await versions()).toEqual(before);
  });
});
