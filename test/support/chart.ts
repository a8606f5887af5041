import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chartFiles } from '../../lib/helm/chart-files';
import type { StackTemplate } from '../../lib/template/stack-template';
import type { JsonObject } from '../../lib/values/declaration';

/** Writes a stack's chart, made from the source as it is now, into a new folder and gives the folder. */
export function writeChart(
  template: StackTemplate,
  environments: ReadonlyMap<string, JsonObject> = new Map(),
): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'chart-')), template.chart.name);
  for (const [file, content] of chartFiles({ template, guide: '', environments })) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return folder;
}
