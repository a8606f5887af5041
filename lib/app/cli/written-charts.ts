import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { valuesFileOf, type ChartFolder } from '../deploy/helm/chart-release';
import { sourceName, type NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { fromUser } from '../user-folder';
import { requireKnown } from './unknown';

/**
 * Charts that a synthesis has written, such as those in `dist/charts`.
 *
 * @param given the folder that they are in, as the user names it
 * @param charts the names of those that are wanted
 * @throws UserError when one is not there, or has no values for the environment
 */
export function writtenCharts(
  given: string,
  charts: readonly string[],
  environment: NamedEnvironment,
): readonly ChartFolder[] {
  const folder = fromUser(given);
  const known = chartsIn(folder);
  if (known.length === 0)
    throw new UserError(`There are no charts in ${given}; npm run synth writes them to dist/charts.`);
  return charts.map((name) => {
    requireKnown(`chart in ${given} called`, name, known);
    const chart = { name, folder: path.join(folder, name) };
    if (!existsSync(valuesFileOf(chart, environment)))
      throw new UserError(
        `The chart ${name} in ${given} has no values for ${environment.name}; add the stack to ${sourceName(environment)}, and run npm run synth.`,
      );
    return chart;
  });
}

function chartsIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'Chart.yaml')))
    .sort();
}
