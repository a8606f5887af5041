import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { at } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';
import { readYaml } from '../../../engine/yaml/read';
import type { NamedEnvironment } from '../../environments/environment';
import { releaseNamespace } from '../../environments/release-namespace';
import { UserError } from '../../explain';
import type { HelmRelease } from './release';

/** A chart in a folder of its own. */
export interface ChartFolder {
  readonly name: string;
  readonly folder: string;
}

/** What a release has besides its chart and its environment. */
export interface ReleaseOptions {
  /** @default - the name of the chart */
  readonly name?: string | undefined;
  /** @default - {@link releaseNamespace} */
  readonly namespace?: string | undefined;
  /** The version of the application. @default - that of the values */
  readonly appVersion?: string | undefined;
  /** Flags of Helm for values, over those of the environment. @default - none */
  readonly values?: readonly string[];
}

/**
 * A chart as it is released in an environment: with its values for it, those of the user over them, and over all the namespace and the version,
 * where the chart has a value for them.
 *
 * @throws UserError when a version is given and the chart has no single one
 */
export function chartRelease(
  chart: ChartFolder,
  environment: NamedEnvironment,
  { name = chart.name, namespace, appVersion, values = [] }: ReleaseOptions = {},
): HelmRelease {
  const place = namespace ?? releaseNamespace(environment, chart.name);
  const defaults = defaultsOf(chart);
  const flags = [
    ...['-f', valuesFileOf(chart, environment), ...values],
    ...(isGiven(at(defaults, 'global', 'namespace')) ? ['--set', `global.namespace=${place}`] : []),
    ...(appVersion === undefined ? [] : ['--set-string', `${versionValue(chart, defaults)}=${appVersion}`]),
  ];
  return { name, namespace: place, chartName: chart.name, chart: chart.folder, values: flags };
}

/** The file of a chart with what an environment changes. */
export function valuesFileOf({ folder }: ChartFolder, { name }: Pick<NamedEnvironment, 'name'>): string {
  return path.join(folder, `values-${name}.yaml`);
}

function defaultsOf({ folder }: ChartFolder): Json {
  const file = path.join(folder, 'values.yaml');
  return existsSync(file) ? (readYaml(readFileSync(file, 'utf8')) ?? {}) : {};
}

/** The value that is the version of the application. */
function versionValue({ name }: ChartFolder, defaults: Json): string {
  if (isGiven(at(defaults, 'global', 'version'))) return 'global.version';
  if (at(defaults, 'image') !== undefined) return 'image.tag';
  throw new UserError(
    `The chart ${name} has no single version of an application; set the versions of its stacks in a values file (-f).`,
  );
}

function isGiven(value: Json | undefined): boolean {
  return scalarString(value) !== '';
}
