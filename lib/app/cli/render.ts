import { overridesOf, sourceName } from '../environments/environment';
import { UserError } from '../explain';
import { objectsOf, warningsOf } from '../../engine/release/release';
import type { StackDefinition } from '../../stacks/definition';
import { stacks, type StackName } from '../../stacks/stacks';
import { umbrellaChart } from '../../stacks/umbrella-chart';
import { overlay } from '../../engine/values/merge';
import { minimalOverrides } from '../../engine/values/minimal-overrides';
import { applySetFlag } from '../../engine/values/set-flag';
import type { ValuesSource } from '../../engine/values/sources';
import { toYamlDocuments } from '../../engine/yaml/document';
import { environmentMeantBy } from './choose';
import { unknown } from './unknown';
import { readValuesFile } from './values-file';

/** What to render, as the command line says it. */
export interface RenderRequest {
  readonly stack: string;
  readonly env?: string;
  readonly values: readonly string[];
  /** The `--set` and `--set-string` arguments. Helm takes all of the first before the second. */
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
}

/** A rendered stack. */
export interface Rendered {
  /** The objects as YAML: what `helm template --skip-tests` of the stack's chart prints, without Helm. */
  readonly manifests: string;
  /** What the notes of the chart warn of, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * The plain rendering of a stack.
 *
 * @throws UserError, ValuesError or ValidationError with a sentence on what is wrong and what would be right
 */
export function render(request: RenderRequest): Rendered {
  const { template } = definitionOf(request.stack);
  const environment =
    request.env === undefined ? undefined : environmentOf(request.env, request.stack as StackName);
  const sources = [...(environment ? [environment.source] : []), ...request.values.map(readValuesFile)];
  const flags = setFlags(sources, request);
  const release = {
    stack: template(),
    name: request.release ?? request.stack,
    namespace: request.namespace ?? environment?.namespace ?? 'default',
    origins: { name: '--release', namespace: '--namespace' },
    values: [...sources, ...flags],
  };
  return { manifests: toYamlDocuments(objectsOf(release)), warnings: warningsOf(release) };
}

function definitionOf(name: string): StackDefinition {
  if (Object.hasOwn(stacks, name)) return stacks[name as StackName];
  if (name === umbrellaChart.name)
    throw new UserError(
      `${name} is the chart of all stacks, which Helm alone renders: helm template dist/charts/${name}; or render a stack of it: ` +
        `${Object.keys(stacks).join(', ')}.`,
    );
  throw new UserError(unknown('stack', name, Object.keys(stacks)));
}

function environmentOf(name: string, stack: StackName): { source: ValuesSource; namespace: string } {
  const environment = environmentMeantBy(name);
  const values = overridesOf(environment, stack);
  if (values === undefined)
    throw new UserError(
      `${sourceName(environment)} does not have the stack ${stack}; add it there under stacks.`,
    );
  return { source: { name: sourceName(environment, stack), values }, namespace: environment.namespace };
}

/** What the flags come to, over the files: an index in a flag goes into the list of the files, not into the default one. */
function setFlags(sources: readonly ValuesSource[], { set, setString }: RenderRequest): ValuesSource[] {
  const files = sources.reduce((merged, source) => overlay(merged, source.values), {});
  const afterSet = set.reduce((values, flag) => applySetFlag(values, flag, false), files);
  const afterAll = setString.reduce((values, flag) => applySetFlag(values, flag, true), afterSet);
  return [
    { name: '--set', values: minimalOverrides(files, afterSet) },
    { name: '--set-string', values: minimalOverrides(afterSet, afterAll) },
  ];
}
