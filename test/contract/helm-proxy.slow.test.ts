import { warningsFor } from '../stacks/warnings';
import { rewritten, withContainer, withoutVariables } from './breaking';
import { at, items } from '../../lib/engine/release/objects';
import { ask } from './http';
import { imageOf } from './images';
import { useLab } from './lab';
import type { Pod } from './pod';
import { objectsIn, objectsWith, RELEASES, valuesIn, type Objects } from './releases';
import { Backend } from './servers/backend';
import { disagreements, unreadVariables } from './software';

const lab = useLab();

/** The API server, which an installation is connected to. */
async function apiServer(): Promise<void> {
  const address = await lab().network.address('kubernetes.default.svc', 443);
  lab().keep(await new Backend(address).start());
}

function podOf(objects: Objects, pace = 5): Pod {
  const secrets = { 'helm-proxy-credentials': { HELM_USERNAME: 'user', HELM_PASSWORD: 'password' } };
  return lab().pod(objects, 'helm-proxy', { image: imageOf, secrets, pace });
}

/** A pod of the proxy that is ready. */
async function running(objects: Objects, pace?: number): Promise<Pod> {
  const pod = podOf(objects, pace);
  await pod.start('helm-proxy');
  await pod.ready('helm-proxy');
  return pod;
}

const APPS = '/v3/projects/p/app';

async function get(pod: Pod, path: string): Promise<unknown> {
  const { body } = await ask(`${pod.url(8443)}${path}`);
  return JSON.parse(body);
}

/** Installs a chart whose pods take seconds to be ready. */
function install(pod: Pod, seconds = 0) {
  const body = JSON.stringify({ name: 'app', seconds });
  return ask(`${pod.url(8443)}${APPS}`, { method: 'POST', body });
}

describe.each(RELEASES)('the Helm proxy of %s', (release) => {
  const objects = objectsIn(release, 'helm-proxy');

  it('starts, and reads what the manifest sets', async () => {
    expect(unreadVariables(await running(objects), 'helm-proxy')).toEqual([]);
  });

  it('reads what its table says', async () => {
    const pod = await running(objects);
    expect(disagreements('helm-proxy', pod.version('helm-proxy'), pod.reads('helm-proxy'))).toEqual([]);
  });

  it('has the repositories, the credentials and the driver of the values', async () => {
    const pod = await running(objects);
    const config = at(valuesIn(release, 'helm-proxy'), 'config');
    expect(await get(pod, '/v1/repos')).toEqual({
      repositories: ['myrepo=https://charts.example.com/repository/helm'],
      authenticated: at(config, 'existingSecret') === 'helm-proxy-credentials',
    });
    expect(await get(pod, '/v1/config')).toMatchObject({ driver: at(config, 'helmDriver') });
  });

  it('finds the kubeconfig with which it installs', async () => {
    expect((await install(await running(objects))).status).toBe(200);
  });

  it('lets no page of another origin read its answers', async () => {
    const pod = await running(objects);
    const { headers } = await ask(`${pod.url(8443)}/v1/repos`, {
      headers: { origin: 'https://other.example.com' },
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a stopped Helm proxy', () => {
  const objects = objectsIn('dev', 'helm-proxy');

  it('finishes an installation that takes nearly as long as the values allow', async () => {
    await apiServer();
    const pod = await running(objects, 40);
    await install(pod, 240);
    const stop = await pod.stop('helm-proxy');
    expect(pod.said('helm-proxy')).toContain('app is deployed');
    expect(stop.killed).toBe(false);
  });

  it('leaves a release behind that is pending for ever, without its hook', async () => {
    await apiServer();
    const pod = await running(
      withContainer(objects, 'helm-proxy', () => ({ lifecycle: undefined })),
      100,
    );
    await install(pod, 280);
    await pod.stop('helm-proxy');
    expect(pod.said('helm-proxy')).not.toContain('app is deployed');
  });
});

describe('what the versions do', () => {
  const ofVersion = (tag: string) => objectsWith('helm-proxy', { image: { tag } });
  const method = (pod: Pod, way: string, path = '') =>
    ask(`${pod.url(8443)}${APPS}/app${path}`, { method: way });

  it('v1.0.0 upgrades by a second installation, not by the action, and deletes nothing', async () => {
    const pod = await running(ofVersion('v1.0.0'));
    await install(pod);
    await method(pod, 'POST', '?action=upgrade');
    expect(await get(pod, `${APPS}/app`)).toMatchObject({ revision: 1 });
    await install(pod);
    expect(await get(pod, `${APPS}/app`)).toMatchObject({ revision: 2 });
    expect((await method(pod, 'DELETE')).status).toBe(404);
  });

  it('694e707 panics with the manifest as it is, of which the chart warns', async () => {
    const image = { tag: '694e707' };
    expect(await podOf(objectsWith('helm-proxy', { image })).run('helm-proxy')).toMatchObject({ code: 2 });
    expect(warningsFor('helm-proxy', { image }).join()).toMatch(/needs a Secret/);
  });

  it('694e707 upgrades by the action, and deletes', async () => {
    const settings = { HELM_PROXY_NAMESPACE: 'ai', HELM_NAMESPACE: 'podinfo-ns' };
    const pod = await running(
      objectsWith('helm-proxy', { image: { tag: '694e707' }, config: { extraEnv: settings } }),
    );
    await install(pod);
    await method(pod, 'POST', '?action=upgrade');
    expect(await get(pod, `${APPS}/app`)).toMatchObject({ revision: 2 });
    expect((await method(pod, 'DELETE')).status).toBe(200);
    expect((await method(pod, 'GET')).status).toBe(404);
  });
});

describe('a broken manifest of the Helm proxy', () => {
  const objects = objectsIn('dev', 'helm-proxy');

  it('with the port in a variable listens at another one', async () => {
    const moved = objectsWith('helm-proxy', { config: { port: 9000 } });
    await running(moved);
    const broken = withContainer(moved, 'helm-proxy', ({ args, env }) => ({
      args: items(args).slice(0, 2),
      env: [...items(env), { name: 'PORT', value: '9000' }],
    }));
    const pod = podOf(broken);
    await pod.start('helm-proxy');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await pod.probe('helm-proxy', 'readinessProbe')).toBe(false);
    expect(unreadVariables(pod, 'helm-proxy')).toEqual(['PORT']);
  });

  it('with another name of the configuration file ends at once', async () => {
    const pod = podOf(rewritten(objects, /^\/etc\/helm-proxy\/config\.yaml$/g, '/etc/helm-proxy/other.yaml'));
    expect((await pod.run('helm-proxy')).code).toBe(1);
  });

  it('without KUBECONFIG installs nothing', async () => {
    const pod = await running(withoutVariables(objects, /^KUBECONFIG$/));
    expect((await install(pod)).status).toBe(500);
  });

  it('without a home to write to installs nothing', async () => {
    const pod = await running(withoutVariables(objects, /^HOME$/));
    expect((await install(pod)).body).toMatch(/EACCES|EROFS/);
  });

  it('without origins lets pages of all origins read its answers', async () => {
    const pod = await running(withoutVariables(objects, /^ALLOWED_ORIGINS$/));
    const origin = 'https://other.example.com';
    const { headers } = await ask(`${pod.url(8443)}/v1/repos`, { headers: { origin } });
    expect(headers['access-control-allow-origin']).toBe(origin);
  });
});
