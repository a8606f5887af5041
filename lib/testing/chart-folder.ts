import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chartFiles, type Files } from '../engine/helm/chart-files';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';
import { withTemporaryFolder } from './temporary-folder';

const CHART = 'chart-';

/** The files of a stack's chart, made from the source as it is now. */
export function filesOf(
  template: StackTemplate,
  environments: ReadonlyMap<string, JsonObject> = new Map(),
): Files {
  return chartFiles({ template, introduction: '', environments });
}

/** Writes a stack's chart, made from the source as it is now, into a new folder and gives the folder. */
export function newChartFolder(
  template: StackTemplate,
  environments: ReadonlyMap<string, JsonObject> = new Map(),
): string {
  return writeFiles(template.chart.name, filesOf(template, environments));
}

/** Writes the files of a chart into a new folder and gives the folder. */
export function writeFiles(name: string, files: Files): string {
  return writeFilesIn(path.join(mkdtempSync(path.join(tmpdir(), CHART)), name), files);
}

function writeFilesIn(folder: string, files: Files): string {
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
  return withTemporaryFolder(CHART, (folder) => use(writeFilesIn(path.join(folder, name), files)));
}
