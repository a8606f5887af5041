import { NAMESPACE_NAME, nameProblem, RELEASE_NAME, type NameRule } from '../../engine/release/names';
import { umbrellaChart } from '../../stacks/umbrella-chart';
import { releaseNamespace } from '../environments/release-namespace';
import type { ReleaseName } from '../deploy/helm/release';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { requireStacks } from './choose';
import { requireKnown } from './unknown';

/** Which releases are meant, as the command line says it. */
export interface ReleaseFlags {
  /** Whether releases of charts are meant, instead of manifests. */
  readonly charts?: boolean;
  /** @default - the name of the chart */
  readonly releaseName?: string;
  /** @default - `global.namespace` of the chart's values, or the namespace of the environment */
  readonly namespace?: string;
}

/**
 * Asserts that an environment has what is named: stacks, or charts, of which one has all stacks in it.
 *
 * @throws UserError with the nearest name and all that it has
 */
export function requireNamed(
  environment: NamedEnvironment,
  names: readonly string[],
  { charts = false }: ReleaseFlags,
): void {
  if (!charts) return requireStacks(environment, names);
  const known = [...Object.keys(environment.stacks), umbrellaChart.name];
  for (const name of names) requireKnown(`chart of ${environment.name} called`, name, known);
}

/**
 * Asserts that the flags of releases are right, and have a meaning together.
 *
 * @throws UserError with what would be right
 */
export function validateReleaseFlags(names: readonly string[], flags: ReleaseFlags): void {
  const { charts = false, releaseName, namespace } = flags;
  if (!charts && (releaseName ?? namespace) !== undefined)
    throw new UserError(
      '--release-name and --namespace are those of a chart; add --charts, or leave them away.',
    );
  if (releaseName !== undefined && names.length !== 1)
    throw new UserError('--release-name is that of one chart; name its stack: ENV STACK --charts.');
  requireName('--release-name', releaseName, RELEASE_NAME);
  requireName('--namespace', namespace, NAMESPACE_NAME);
}

/** The releases of some charts in an environment, or of all its stacks. */
export function releasesMeant(
  environment: NamedEnvironment,
  names: readonly string[],
  { releaseName, namespace }: ReleaseFlags,
): readonly (ReleaseName & { readonly chartName: string })[] {
  const charts = names.length === 0 ? Object.keys(environment.stacks) : names;
  return charts.map((chartName) => ({
    chartName,
    name: releaseName ?? chartName,
    namespace: namespace ?? releaseNamespace(environment, chartName),
  }));
}

/** What follows `stacks status` or `stacks rollback` for what is deployed: `dev mcp-box --charts --release-name box`. */
export function wordsFor(
  { name }: Pick<NamedEnvironment, 'name'>,
  names: readonly string[],
  { charts = false, releaseName, namespace, context }: ReleaseFlags & { readonly context?: string },
): string {
  const flag = (option: string, value: string | undefined) => (value === undefined ? [] : [option, value]);
  return [
    ...[name, ...names],
    ...(charts ? ['--charts'] : []),
    ...flag('--release-name', releaseName),
    ...flag('--namespace', namespace),
    ...flag('--context', context),
  ].join(' ');
}

function requireName(flag: string, given: string | undefined, rule: NameRule): void {
  const problem = given === undefined ? undefined : nameProblem(rule, given);
  if (problem !== undefined) throw new UserError(`${flag} ${given ?? ''}: ${problem}`);
}
