import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentFiles } from '../../../lib/app/output/dist';
import { writeOutput } from '../../../lib/app/output/write';
import { environments } from '../../../test/support/environments';
import { packagedCharts } from '../../../test/support/packaged-charts';

/** The folder with what a synthesis writes, made anew: `ENV/` and `charts/`. */
export async function outputFolder(): Promise<string> {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'output-')), 'dist');
  const files = environments.flatMap((environment) => [...environmentFiles(environment)]);
  writeOutput(folder, new Map([...files, ...(await packagedCharts(environments))]));
  return folder;
}
