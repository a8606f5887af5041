import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { Cluster } from '../../../cluster/support/cluster';
import { freePorts } from '../../../cluster/support/processes';
import { standIn } from '../programs';

const folder = mkdtempSync(path.join(tmpdir(), 'helm-proxy-'));
let cluster: Cluster;
let proxy: ChildProcess;
let url: string;

// The program in front of a real API server, as a ServiceAccount whose token is in a file.
beforeAll(async () => {
  cluster = await Cluster.start('1.36');
  await cluster.kubectl('create', 'serviceaccount', 'helm-proxy');
  await cluster.kubectl('create', 'namespace', 'target');
  const jsonpath = 'jsonpath={.clusters[0].cluster.server}';
  const server = await cluster.kubectl('config', 'view', '--minify', '-o', jsonpath);
  const [token, kubeconfig, config] = ['token', 'kubeconfig', 'config.yaml'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  writeFileSync(token, await cluster.kubectl('create', 'token', 'helm-proxy'));
  writeFileSync(config, 'helm:\n  driver: secret\n');
  writeFileSync(
    kubeconfig,
    stringify({
      clusters: [{ name: 'cluster', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'helm-proxy', user: { tokenFile: token } }],
    }),
  );
  const [port = 0] = await freePorts(1);
  url = `http://127.0.0.1:${port}/v3/projects/any/app`;
  const env = { KUBECONFIG: kubeconfig, HOME: folder };
  proxy = spawn(standIn('helm-proxy'), ['-config', config, '-port', String(port)], { env });
  await until(
    async () => (await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined))?.ok === true,
  );
});

afterAll(async () => {
  proxy.kill();
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('It never came to that.');
}

async function ask(place: string, body?: unknown): Promise<unknown> {
  const options = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${url}${place}`, options)).json();
}

describe('the Helm proxy in front of an API server', () => {
  const release = { name: 'web', targetNamespace: 'target' };
  const status = () =>
    ask('/web?targetNamespace=target') as Promise<{ status?: string; revision?: number; code?: number }>;

  it('says what it may not do', async () => {
    expect(await ask('', release)).toMatchObject({
      code: 403,
      message: expect.stringContaining('cannot list resource "secrets"'),
    });
  });

  it('installs and upgrades where it may, with what Helm leaves', async () => {
    const rights = ['--verb=*', '--resource=secrets,configmaps,pods'];
    await cluster.kubectl('create', 'role', 'releases', '-n', 'target', ...rights);
    const to = ['--role=releases', '--serviceaccount=default:helm-proxy'];
    await cluster.kubectl('create', 'rolebinding', 'releases', '-n', 'target', ...to);
    await until(async () => (await status()).code !== 403);
    expect(await ask('', { ...release, seconds: 2 })).toMatchObject({ status: 'pending-install' });
    expect(await ask('', release)).toMatchObject({ message: expect.stringContaining('is in progress') });
    await until(async () => (await status()).status === 'deployed');
    expect(await ask('', release)).toMatchObject({ status: 'pending-upgrade', revision: 2 });
    await until(async () => (await status()).status === 'deployed');
    expect(await status()).toMatchObject({ name: 'web', revision: 2 });
    const secrets = await cluster.kubectl('get', 'secrets', '-n', 'target', '-o', 'name');
    expect(secrets).toContain('secret/sh.helm.release.v1.web.v2');
  });

  it('leaves an installation pending that it does not see the end of', async () => {
    await ask('', { ...release, name: 'slow', seconds: 60 });
    proxy.kill('SIGTERM');
    await new Promise((resolve) => proxy.once('exit', resolve));
    const labels = [
      'get',
      'secret',
      'sh.helm.release.v1.slow.v1',
      '-n',
      'target',
      '-o',
      'jsonpath={.metadata.labels}',
    ];
    expect(await cluster.kubectl(...labels)).toContain('pending-install');
  });
});
