import { stacks, type StackName } from '../../stacks/stacks';
import type { Json, JsonObject } from '../../engine/values/declaration';
import { coalesce, isMap } from '../../engine/values/merge';
import { sameJson } from '../../engine/values/minimal-overrides';
import { formatPath } from '../../engine/values/sources';
import { overridesOf, type NamedEnvironment } from '../environments/environment';

/** A value that is not the same in all environments. */
export interface Difference {
  readonly stack: StackName;
  /** Such as `autoscaling.minReplicas`. */
  readonly path: string;
  /** The value in each environment, in their order; `undefined` where the environment does not have the stack or the value. */
  readonly values: readonly (Json | undefined)[];
}

/** What differs between environments, in the order of the stacks and of their values. */
export function differences(environments: readonly NamedEnvironment[]): Difference[] {
  return (Object.keys(stacks) as StackName[]).flatMap((stack) => {
    const { declaration } = stacks[stack].template();
    const values = environments.map((environment) => {
      const overrides = overridesOf(environment, stack);
      return overrides === undefined ? undefined : coalesce(declaration.default, overrides);
    });
    return differing(values, []).map(({ path, values: found }) => ({
      stack,
      path: formatPath(path),
      values: found,
    }));
  });
}

function differing(
  values: readonly (Json | undefined)[],
  path: readonly string[],
): { path: readonly string[]; values: readonly (Json | undefined)[] }[] {
  const [first, ...others] = values;
  if (others.every((other) => sameJson(first, other))) return [];
  const maps = values.filter((value): value is JsonObject => isMap(value));
  // A whole stack or group that is missing somewhere is one difference; within what all have each value is one.
  if (maps.length < values.length) return [{ path, values }];
  const keys = [...new Set(maps.flatMap((map) => Object.keys(map)))];
  return keys.flatMap((key) =>
    differing(
      maps.map((map) => map[key]),
      [...path, key],
    ),
  );
}

/** The differences as a table in Markdown, one column for each environment. */
export function differencesTable(environments: readonly NamedEnvironment[]): string {
  const rows = differences(environments).map(({ stack, path, values }) => [
    stack,
    path === '' ? '' : `\`${path}\``,
    ...values.map(cell),
  ]);
  const header = ['Stack', 'Value', ...environments.map(({ name }) => name)];
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function cell(value: Json | undefined): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === '{}' || text === '[]' || text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
