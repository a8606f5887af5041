import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { charts, manifestsOf } from '../../../lib/app/output/dist';
import { writeOutput } from '../../../lib/app/output/write';
import { environments } from '../../../test/support/environments';

/** The folder with what a synthesis writes, made anew: `ENV/` and `charts/`. */
export async function outputFolder(): Promise<string> {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'output-')), 'dist');
  const manifests = environments.flatMap((environment) => [...manifestsOf(environment)]);
  writeOutput(folder, new Map([...manifests, ...(await charts(environments))]));
  return folder;
}
