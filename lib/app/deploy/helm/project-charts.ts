import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StackName } from '../../../stacks/stacks';
import type { NamedEnvironment } from '../../environments/environment';
import { stacksOf } from '../../environments/stacks';
import { chartOf } from '../../output/dist';
import { temporaryFolder } from '../../temporary-folder';
import type { ChartFolder } from './chart-release';

/**
 * Does something with the charts of an environment, made from the working tree in a folder that goes with it.
 *
 * @param stacks those whose charts are wanted; all by default
 */
export async function withCharts<Result>(
  environment: NamedEnvironment,
  stacks: readonly string[],
  act: (charts: readonly ChartFolder[]) => Promise<Result>,
): Promise<Result> {
  const folder = temporaryFolder('charts-');
  try {
    const names = stacksOf(environment)
      .map(({ name }) => name)
      .filter((name) => stacks.length === 0 || stacks.includes(name));
    return await act(names.map((name) => write(folder.path, name, environment)));
  } finally {
    folder.remove();
  }
}

function write(folder: string, name: StackName, environment: NamedEnvironment): ChartFolder {
  for (const [file, content] of chartOf(name, [environment])) {
    const target = path.join(folder, name, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return { name, folder: path.join(folder, name) };
}
