import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KUBE_VERSION, SUPPORTED_MINORS } from '../../lib/kubernetes/supported-versions';
import { helmTemplate } from '../../test/support/helm';
import type { HelmMajor } from '../../test/support/helm-binary';

const { oldest, newest } = SUPPORTED_MINORS;

const chart = mkdtempSync(path.join(tmpdir(), 'kube-version-'));

beforeAll(() => {
  mkdirSync(path.join(chart, 'templates'));
  writeFileSync(
    path.join(chart, 'Chart.yaml'),
    `apiVersion: v2\nname: any\nversion: 1.0.0\nkubeVersion: '${KUBE_VERSION}'\n`,
  );
});

afterAll(() => rmSync(chart, { recursive: true }));

describe.each([3, 4] as HelmMajor[])('Helm %i', (major) => {
  const render = (kubeVersion: string) =>
    helmTemplate(major, { chart, release: 'r', namespace: 'n', kubeVersion });

  it.each([`1.${oldest}.0`, `1.${oldest}.1-eks-2f008fe`, `1.${newest}.9`, `1.${newest}.1-gke.100`])(
    'installs on %s',
    async (version) => {
      expect(await render(version)).toMatchObject({ ok: true });
    },
  );

  it.each([`1.${oldest - 1}.15`, `1.${newest + 1}.0`, `1.${newest + 1}.0-alpha.1`])(
    'rejects %s',
    async (version) => {
      expect(await render(version)).toMatchObject({
        ok: false,
        message: expect.stringContaining('kubeVersion'),
      });
    },
  );
});
