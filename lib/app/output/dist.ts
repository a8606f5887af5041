import { App } from 'cdk8s';
import { checkEnvironment } from '../environments/check';
import { overridesOf, type NamedEnvironment } from '../environments/environment';
import { checkTogether } from '../environments/together';
import { chartFiles, type Files } from '../../engine/helm/chart-files';
import { umbrellaFiles } from '../../engine/helm/umbrella-files';
import { softwareSection } from '../docs/software-tables';
import { podSecurityOf } from '../objects/pod-security';
import { stacks, type StackName } from '../../stacks/stacks';
import { connections, umbrellaChart } from '../../stacks/umbrella';
import type { KubernetesObject } from '../../engine/manifests/render';
import type { JsonObject } from '../../engine/values/declaration';
import { coalesce } from '../../engine/values/merge';
import { minimalOverrides } from '../../engine/values/minimal-overrides';
import { toYamlDocuments } from '../../engine/yaml/document';
import { kustomizationOf } from './kustomization';
import { EnvironmentNamespace } from './environment-namespace';
import { writtenStacks } from './written-stacks';

/** Everything that a synthesis writes, by its path in the output folder. */
export type Output = ReadonlyMap<string, string | Uint8Array>;

/**
 * The plain manifests of an environment: its namespace, then one file for each of its stacks, in the order in which they are to be
 * applied. A file's number is the place of its stack among all stacks.
 *
 * @throws ValuesError or ValidationError when the environment's values are not right, or two of its stacks are in each other's way
 */
export function manifestsOf(environment: NamedEnvironment): Files {
  return renderEnvironment(environment).manifests;
}

/** An environment that is rendered. */
export interface RenderedEnvironment {
  readonly environment: NamedEnvironment;
  readonly manifests: Files;
  /** The objects of all stacks, without its namespace. */
  readonly objects: readonly KubernetesObject[];
}

/** The manifests of an environment with the objects that they are made of; it throws as {@link manifestsOf} does. */
export function renderEnvironment(environment: NamedEnvironment): RenderedEnvironment {
  checkEnvironment(environment);
  const stacks = writtenStacks(environment);
  const objects = stacks.flatMap((stack) => stack.objects);
  const security = podSecurityOf(objects);
  const namespace = new EnvironmentNamespace(new App(), 'namespace', environment.namespace, security);
  const own = namespace.toJson() as KubernetesObject[];
  checkTogether(environment, stacks, own);
  const files = [
    ['namespace', toYamlDocuments(own)],
    ...stacks.map(({ name, manifests }) => [name, manifests] as const),
  ] as const;
  const manifests = files.map(
    ([name, content]) => [`${environment.name}/${fileName(name)}`, content] as const,
  );
  return { environment, manifests: new Map(manifests), objects };
}

/** All files of an environment: its manifests, and the file by which kustomize reads them. */
export function environmentFiles(environment: NamedEnvironment, manifests = manifestsOf(environment)): Files {
  return new Map([...manifests, kustomizationOf(environment, manifests.keys())]);
}

/** The places of files in each environment: a stack keeps its own where another one is missing, so no file is renamed. */
const PLACES = ['namespace', ...Object.keys(stacks)];

function fileName(id: string): string {
  return `${String(PLACES.indexOf(id)).padStart(4, '0')}-${id}.k8s.yaml`;
}

/** A Helm chart: its files are those of its folder. */
export interface WrittenChart {
  readonly name: string;
  readonly version: string;
  readonly files: Files;
}

/** The Helm charts, the umbrella last: one of each stack and one that installs them all. */
export function chartsOf(environments: readonly NamedEnvironment[]): readonly WrittenChart[] {
  const own = (Object.keys(stacks) as StackName[]).map(
    (name) => [name, chartOf(name, environments)] as const,
  );
  const { name, version } = umbrellaChart;
  return [
    ...own.map(([name, files]) => ({ name, version: stacks[name].template().chart.version, files })),
    { name, version, files: umbrella(new Map(own), environments) },
  ];
}

/** The files of all charts, each in its folder. `stacks package` packs them. */
export function charts(environments: readonly NamedEnvironment[]): Files {
  return new Map(
    chartsOf(environments).flatMap(({ name, files }) =>
      [...files].map(([path, content]) => [`charts/${name}/${path}`, content] as const),
    ),
  );
}

/** The Compose files, of the stacks that have one. */
export function composeFiles(): Files {
  const files = Object.values(stacks).flatMap(({ compose }) => (compose === undefined ? [] : [compose]));
  return new Map(files.map(({ file, content }) => [`compose/${file}`, content()]));
}

/** The files of a stack's chart. */
export function chartOf(name: StackName, environments: readonly NamedEnvironment[]): Files {
  const { template, readme, software } = stacks[name];
  const allOverrides = new Map<string, JsonObject>();
  for (const environment of environments) {
    const overrides = minimalOverridesOf(name, environment);
    if (overrides !== undefined) allOverrides.set(environment.name, overrides);
  }
  return chartFiles({
    template: template(),
    introduction: `${readme()}\n${softwareSection(software)}`,
    environments: allOverrides,
  });
}

/** The least that has to be said to turn a stack's defaults into its values in an environment that has it. */
export function minimalOverridesOf(name: StackName, environment: NamedEnvironment): JsonObject | undefined {
  const overrides = overridesOf(environment, name);
  if (overrides === undefined) return undefined;
  const { default: defaults } = stacks[name].template().declaration;
  const minimal = known.get(overrides) ?? minimalOverrides(defaults, coalesce(defaults, overrides));
  known.set(overrides, minimal);
  return minimal;
}

/** The least for overrides, which the chart of a stack has and that of all stacks. */
const known = new WeakMap<JsonObject, JsonObject>();

function umbrella(deployed: ReadonlyMap<StackName, Files>, environments: readonly NamedEnvironment[]): Files {
  const inner = [...deployed].map(([name, files]) => {
    const { version, description } = stacks[name].template().chart;
    return [name, { version, description, files }] as const;
  });
  const values = environments.map((environment) => {
    const allOverrides = [...deployed.keys()].flatMap((name) => {
      const overrides = minimalOverridesOf(name, environment);
      return overrides === undefined ? [] : [[name, { fullnameOverride: name, ...overrides }] as const];
    });
    return [environment.name, new Map(allOverrides)] as const;
  });
  return umbrellaFiles({
    chart: umbrellaChart,
    charts: new Map(inner),
    environments: new Map(values),
    wiring: connections(),
  });
}
