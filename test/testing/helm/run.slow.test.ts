import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { helmRun } from '../../support/helm';
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

describe.each(MAJORS)('helmRun of Helm %d', (major) => {
  it('reports what lint found', async () => {
    const path = chart('bad', { 'templates/x.yaml': 'x: [' });
    expect(await helmRun(major, ['lint', path])).toEqual({
      ok: false,
      message: expect.stringMatching(
        /\[ERROR\] templates\/x\.yaml: unable to parse YAML[^]*1 chart\(s\) failed/,
      ),
    });
  });

  it('does not see the Helm settings of its caller', async () => {
    process.env.HELM_NAMESPACE = 'elsewhere';
    try {
      const { output } = (await helmRun(major, ['env'])) as { output: string };
      expect(output).toMatch(/HELM_NAMESPACE="default"/);
      expect(output).toMatch(/HELM_CACHE_HOME=".*\/helm-home\/cache"/);
    } finally {
      delete process.env.HELM_NAMESPACE;
    }
  });
});
