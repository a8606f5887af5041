import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageCharts, publishTo, sbom } from '../../../lib/app/cli/publish';
import { billOfChart } from '../../../lib/app/publish/bill';
import { stacks } from '../../../lib/stacks/stacks';

it('packs the charts into a folder, whose other files stay', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'release-'));
  writeFileSync(path.join(folder, 'other'), '');
  const printed = (await packageCharts(folder)).trimEnd().split('\n');
  expect(printed).toHaveLength(2 * (Object.keys(stacks).length + 1));
  expect(readdirSync(folder).sort()).toEqual(['other', ...printed.map((file) => path.basename(file))].sort());
});

it.each([
  ['registry.example.com/a', [], 'REGISTRY is registry.example.com/a; it must be oci://HOST/PATH'],
  ['oci://registry.example.com/a', ['latest', '-x'], '--tag is -x; it must be letters, digits'],
])('publishes nothing to %s with the tags %j', async (registry, tag, sentence) => {
  const publishing = publishTo(registry, { project: tmpdir(), tag, record: true });
  await expect(publishing).rejects.toThrow(sentence);
});

it('publishes nothing that is of no commit', async () => {
  const project = mkdtempSync(path.join(tmpdir(), 'project-'));
  const publishing = publishTo('oci://127.0.0.1:1/a', { project, tag: [], record: true });
  await expect(publishing).rejects.toThrow(/^git status failed: not a git repository/);
});

it('prints the bill of materials of a chart, or of environments', () => {
  expect(sbom('claude-relay', [])).toBe(billOfChart('claude-relay'));
  expect(sbom(undefined, ['dev'])).toContain('"bom-ref": "dev"');
  expect(sbom(undefined, ['dev'])).not.toContain('"bom-ref": "prod"');
  expect(() => sbom('claude-rely', [])).toThrow('There is no chart claude-rely; did you mean claude-relay?');
  expect(() => sbom(undefined, ['prd'])).toThrow('There is no environment prd; did you mean prod?');
});
