import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { helmTemplate, type HelmInput } from '../../support/helm';
import type { HelmMajor } from '../../support/helm-binary';

const MAJORS: HelmMajor[] = [3, 4];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'helm-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a chart of the given name with the given files, beside its Chart.yaml. */
function chart(name: string, files: Record<string, string>): string {
  const all = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`, ...files };
  for (const [path, text] of Object.entries(all)) {
    const target = join(folder, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return join(folder, name);
}

/** What `helm template` needs at least. */
function input(path: string, more: Partial<HelmInput> = {}): HelmInput {
  return { chart: path, release: 'my-release', namespace: 'my-space', ...more };
}

describe.each(MAJORS)('helmTemplate of Helm %d', (major) => {
  it('renders a chart with the release, the namespace, values and the Kubernetes version', async () => {
    const template =
      'x: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion }} {{ .Values }}\n';
    const path = chart('tiny', {
      'templates/x.yaml': template,
      'values.yaml': 'a: 1\nb: 1\nc: 1\n',
      'b.yaml': 'b: 2',
    });
    const more = {
      valueFiles: [join(path, 'b.yaml')],
      set: ['c=3'],
      setString: ['d=4'],
      kubeVersion: '1.27.3',
    };
    expect(await helmTemplate(major, input(path, more))).toEqual({
      ok: true,
      output: '---\n# Source: tiny/templates/x.yaml\nx: my-release my-space v1.27.3 map[a:1 b:2 c:3 d:4]\n',
    });
  });

  it('reports the message of a chart that fails', async () => {
    const path = chart('failing', { 'templates/x.yaml': 'x: {{ fail "no luck" }}' });
    expect(await helmTemplate(major, input(path))).toEqual({
      ok: false,
      message: expect.stringMatching(
        /^Error: execution error at \(failing\/templates\/x.yaml:1:6\): no luck/,
      ),
    });
  });

  it('leaves out the test hooks unless they are asked for', async () => {
    const test = 'kind: Pod\nmetadata:\n  name: probe\n  annotations: { helm.sh/hook: test }\n';
    const path = chart('tested', { 'templates/x.yaml': test });
    expect(await helmTemplate(major, input(path))).not.toMatchObject({
      output: expect.stringContaining('probe'),
    });
    expect(await helmTemplate(major, input(path, { showTests: true }))).toMatchObject({
      ok: true,
      output: expect.stringContaining('name: probe'),
    });
  });
});
