import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chartFiles, type Files } from '../engine/helm/chart-files';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';

/** Writes a stack's chart, made from the source as it is now, into a new folder and gives the folder. */
export function writeChart(
  template: StackTemplate,
  environments: ReadonlyMap<string, JsonObject> = new Map(),
): string {
  return writeFiles(template.chart.name, chartFiles({ template, introduction: '', environments }));
}

/** Writes the files of a chart into a new folder and gives the folder. */
export function writeFiles(name: string, files: Files): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'chart-')), name);
  for (const [file, content] of files) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return folder;
}

/** Does something with the files of a chart in a folder, which is removed then. */
export async function withFiles<T>(
  name: string,
  files: Files,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = writeFiles(name, files);
  try {
    return await use(folder);
  } finally {
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
}
