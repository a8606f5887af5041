import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOutput } from '../../lib/app/output/write';
import { stacks } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { helmTemplate, parseLikeHelm } from '../../test/support/helm';
import { REQUIRED_VALUES } from '../../test/support/required-values';
import { environments } from '../../test/support/environments';
import { packagedCharts } from '../../test/support/packaged-charts';

/** Objects, and what they were rendered from, such as `chart jairouter, environment prod`. */
export interface RenderedObjects {
  readonly from: string;
  readonly objects: readonly KubernetesObject[];
}

/** A run of Helm. */
interface Run {
  readonly from: string;
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  readonly valuesFile: string;
}

/**
 * What the charts give by Helm, the pods of `helm test` with it: each with its defaults and the values that it asks for, and each,
 * the umbrella among them, with the values file of each environment that has it.
 *
 * @param forUmbrella further values of the chart that installs all stacks, by the stack
 */
export async function chartObjects(
  forUmbrella: readonly JsonObject[] = [],
): Promise<readonly RenderedObjects[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'verify-charts-'));
  try {
    writeOutput(path.join(folder, 'dist'), await packagedCharts(environments));
    const names = [...Object.keys(stacks), umbrellaChart.name];
    return await rendered([
      ...names.flatMap((name) => runsOf(folder, name)),
      ...forUmbrella.map((values, index) =>
        run(folder, umbrellaChart.name, `generated values ${index}`, 'default', values),
      ),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runsOf(folder: string, name: string): readonly Run[] {
  const required = name === umbrellaChart.name ? { ...REQUIRED_VALUES } : (REQUIRED_VALUES[name] ?? {});
  const defaults = run(folder, name, 'its defaults', 'default', required);
  const ofEnvironments = environments.map((environment) => ({
    ...defaults,
    from: `chart ${name}, environment ${environment.name}`,
    namespace: environment.namespace,
    valuesFile: path.join(defaults.chart, `values-${environment.name}.yaml`),
  }));
  return [defaults, ...ofEnvironments.filter(({ valuesFile }) => existsSync(valuesFile))];
}

function run(folder: string, name: string, what: string, namespace: string, values: JsonObject): Run {
  const from = `chart ${name}, ${what}`;
  const valuesFile = path.join(folder, `${from.replaceAll(/\W+/g, '-')}.json`);
  writeFileSync(valuesFile, JSON.stringify(values));
  return { from, chart: path.join(folder, 'dist/charts', name), release: name, namespace, valuesFile };
}

async function rendered(runs: readonly Run[]): Promise<readonly RenderedObjects[]> {
  const outputs: string[] = [];
  for (const { from, valuesFile, ...input } of runs) {
    const result = await helmTemplate(4, { ...input, valueFiles: [valuesFile], showTests: true });
    if (!result.ok) throw new Error(`${from}: ${result.message}`);
    outputs.push(result.output);
  }
  const parsed = await parseLikeHelm(outputs);
  return runs.map(({ from }, index) => ({
    from,
    objects: (parsed[index] ?? []) as readonly KubernetesObject[],
  }));
}
