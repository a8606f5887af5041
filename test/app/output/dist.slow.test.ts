import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOutput } from '../../../lib/app/output/write';
import { stacks, type StackName } from '../../../lib/stacks/stacks';
import { byIdentity } from '../../../lib/testing/same-objects';
import { helmRun, helmTemplate, parseLikeHelm } from '../../support/helm';
import type { HelmMajor } from '../../support/helm-binary';
import { helmOutput, plainRendering } from '../../support/renderers';
import { REQUIRED_VALUES } from '../../support/required-values';
import { packagedCharts } from '../../support/packaged-charts';

const names = Object.keys(stacks) as StackName[];
const folder = path.join(mkdtempSync(path.join(tmpdir(), 'charts-')), 'dist');

beforeAll(async () => writeOutput(folder, await packagedCharts([])));

const cases = names.flatMap((name) => ([3, 4] as HelmMajor[]).map((major) => ({ name, major })));

describe.each(cases)('$name with Helm $major', ({ name, major }) => {
  const chart = path.join(folder, 'charts', name);
  const { version, appVersion } = stacks[name].template().chart;
  const archive = `${chart}-${version}.tgz`;
  const values = REQUIRED_VALUES[name] ?? {};

  it('passes helm lint --strict', async () => {
    const result = await helmRun(major, ['lint', '--strict', chart]);
    expect(result).toMatchObject({ ok: true });
  });

  it('can be packaged by Helm', async () => {
    const target = mkdtempSync(path.join(tmpdir(), 'package-'));
    expect(await helmRun(major, ['package', chart, '--destination', target])).toMatchObject({ ok: true });
    expect(readdirSync(target)).toEqual([`${name}-${version}.tgz`]);
  });

  it('is packaged by us as Helm reads it', async () => {
    const shown = await helmRun(major, ['show', 'chart', archive]);
    expect(shown).toMatchObject({
      ok: true,
      output: expect.stringContaining(`appVersion: ${appVersion}\n`),
    });
    const request = { release: name, namespace: 'default', values: [values], set: [], setString: [] };
    const [fromFolder, fromArchive] = await Promise.all([
      helmOutput(major, chart, request),
      helmOutput(major, archive, request),
    ]);
    expect(fromArchive).toEqual(fromFolder);
    expect(fromArchive.ok).toBe(true);
  });

  it('gives the same objects as a dependency of another chart', async () => {
    // GIVEN a parent chart that switches it on and has globals
    const parent = mkdtempSync(path.join(tmpdir(), 'parent-'));
    mkdirSync(path.join(parent, 'charts'));
    writeFileSync(
      path.join(parent, 'Chart.yaml'),
      `apiVersion: v2\nname: parent\nversion: 1.0.0\ndependencies:\n  - name: ${name}\n    version: ${version}\n    repository: file://${chart}\n    condition: ${name}.enabled\n`,
    );
    writeFileSync(
      path.join(parent, 'values.yaml'),
      JSON.stringify({ global: { any: 'thing' }, [name]: { enabled: true, ...values } }),
    );
    expect(await helmRun(major, ['dependency', 'build', parent])).toMatchObject({ ok: true });

    // WHEN the parent is rendered
    const result = await helmTemplate(major, {
      chart: parent,
      release: 'r',
      namespace: 'n',
      showTests: true,
    });

    // THEN its objects are those of the chart alone
    if (!result.ok) throw new Error(result.message);
    const plain = plainRendering(stacks[name].template(), {
      release: 'r',
      namespace: 'n',
      values: [values],
      set: [],
      setString: [],
    });
    if (!plain.ok) throw new Error(plain.message);
    const [objects = []] = await parseLikeHelm([result.output]);
    expect(byIdentity(objects)).toStrictEqual(byIdentity(plain.objects));
  });
});
