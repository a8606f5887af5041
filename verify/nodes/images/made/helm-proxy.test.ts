import { listening, useSandbox } from '../lab';

const HELM_PROXY = 'registry.example.com/helm-proxy:v1.0.0';
const sandbox = useSandbox(HELM_PROXY, 'busybox:1.37.0');

describe('the image of the Helm proxy', () => {
  it('needs its configuration and a kubeconfig, and is healthy without a cluster', async () => {
    const args = ['-config', '/etc/helm-proxy/config.yaml', '-port', '8443'];
    expect(await sandbox().start(HELM_PROXY, { args, user: '1000' }).end()).toBe(1);
    const volumes = { '/etc/helm-proxy': 'config', '/data': 'data' };
    const write = ['sh', '-c', 'echo "helm:" > /etc/helm-proxy/config.yaml'];
    await sandbox().start('busybox:1.37.0', { command: write, user: '1000', volumes }).end();
    const proxy = sandbox().start(HELM_PROXY, { args, user: '1000', volumes, env: { HOME: '/data' } });
    await listening(proxy, 8443);
    expect(proxy.exec('curl', '-fsS', '-m', '10', 'http://here:8443/health').output).toContain('"OK"');
    expect(proxy.exec('curl', '-s', 'http://here:8443/v3/projects/p/app').output).toContain(
      '/data/.kube/config: no such file or directory',
    );
    expect((await proxy.stop()).code).toBe(0);
  });
});
