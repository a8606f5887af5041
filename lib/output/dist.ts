import { App, type Chart } from 'cdk8s';
import { checkEnvironment } from '../environments/check';
import { patchOf, sourceName, type NamedEnvironment } from '../environments/environment';
import { chartFiles, type Files } from '../helm/chart-files';
import { packageChart } from '../helm/package';
import { Release } from '../release';
import { stacks, type StackDefinition, type StackName } from '../stacks/stacks';
import type { JsonObject } from '../values/declaration';
import { coalesce } from '../values/merge';
import { minimalPatch } from '../values/minimal-patch';
import { toYamlDocuments } from '../yaml/document';
import { EnvironmentNamespace } from './environment-namespace';

/** Everything that a synthesis writes, by its path in the output folder. */
export type Output = ReadonlyMap<string, string | Uint8Array>;

/**
 * The plain manifests of an environment: its namespace, then one file for each of its systems, numbered in the order in
 * which they are to be applied.
 *
 * @throws ValuesError or RefusedError when the environment's values are not right
 */
export function manifestsOf(environment: NamedEnvironment): Files {
  checkEnvironment(environment);
  const app = new App();
  const charts: Chart[] = [new EnvironmentNamespace(app, 'namespace', environment.namespace)];
  for (const name of Object.keys(stacks) as StackName[]) {
    const values = patchOf(environment, name);
    if (values === undefined) continue;
    charts.push(
      new Release(app, name, {
        stack: stacks[name].template(),
        name,
        namespace: environment.namespace,
        values: [{ name: sourceName(environment), values }],
      }),
    );
  }
  return new Map(
    charts.map((chart, index) => [
      `${environment.name}/${String(index).padStart(4, '0')}-${chart.node.id}.k8s.yaml`,
      toYamlDocuments(chart.toJson()),
    ]),
  );
}

/** The Helm chart of a system: its folder, its package and the package's checksum. */
export async function chartOf(
  name: StackName,
  definition: StackDefinition,
  environments: readonly NamedEnvironment[],
): Promise<Output> {
  const template = definition.template();
  const { version } = template.chart;
  const files = chartFiles({
    template,
    guide: definition.guide,
    environments: patches(name, definition, environments),
  });
  const { content, sha256 } = await packageChart(name, files);
  const output = new Map<string, string | Uint8Array>();
  for (const [path, text] of files) output.set(`charts/${name}/${path}`, text);
  output.set(`charts/${name}-${version}.tgz`, content);
  output.set(`charts/${name}-${version}.tgz.sha256`, `${sha256}  ${name}-${version}.tgz\n`);
  return output;
}

/** For each environment that has the system, the least that has to be said to turn the defaults into its values. */
function patches(
  name: StackName,
  { template }: StackDefinition,
  environments: readonly NamedEnvironment[],
): Map<string, JsonObject> {
  const { default: defaults } = template().declaration;
  const result = new Map<string, JsonObject>();
  for (const environment of environments) {
    const patch = patchOf(environment, name);
    if (patch !== undefined) result.set(environment.name, minimalPatch(defaults, coalesce(defaults, patch)));
  }
  return result;
}
