import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';
import { filesOf, withFiles } from './chart-folder';
import { loadSearch } from './fast-check';
import { findHelms } from './helm/programs';
import type { StackValues } from './rendered-objects';

/** What to compare, and how often. */
export interface EqualityOptions<S extends StackTemplate = StackTemplate> {
  /**
   * How many value sets are generated.
   *
   * @default 100
   */
  readonly runs?: number;
  /**
   * The same number gives the same value sets.
   *
   * @default - another one each time
   */
  readonly seed?: number;
  /**
   * Where the search of the same seed found a difference, as its error says.
   *
   * @default - from the beginning
   */
  readonly path?: string;
  /**
   * The Helm to compare with: a path or the name of a program, or several, such as Helm 3 and Helm 4.
   *
   * @default - the variables HELM and HELM4, else `helm` on the PATH
   */
  readonly helm?: string | readonly string[];
  /**
   * What is the same in all value sets unless another value is made up for it: what the stack cannot be rendered without.
   *
   * @default - nothing
   */
  readonly values?: StackValues<S>;
  /**
   * The folder or archive of a chart that was written before, to be compared with the stack as it is.
   *
   * @default - the chart of the stack
   */
  readonly chart?: string;
}

/** What was compared. */
export interface EqualRenderings {
  /** How many value sets gave the same objects plainly and by each Helm; at least 1. */
  readonly compared: number;
  /** How many value sets were rejected by all. */
  readonly rejected: number;
  /** What the value sets were made from; the same number gives them again. */
  readonly seed: number;
  /** The versions of Helm, such as `v3.20.2`. */
  readonly helms: readonly string[];
}

/**
 * Compares what a stack gives plainly with what Helm renders of its chart, for values that are made up from its declaration: the same
 * objects, as a cluster would read them, or all reject the values.
 *
 * @throws Error when they differ, with the least values for which they do, the difference, and the seed and path to come to it again; when
 *   no values were compared; when there is no Helm or no fast-check, with how to get it
 */
export async function expectEqualRenderings<S extends StackTemplate>(
  stack: S,
  { runs = 100, seed = randomInt(2 ** 31), path, helm, values, chart }: EqualityOptions<S> = {},
): Promise<EqualRenderings> {
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`runs is ${runs}; it must be an integer from 1.`);
  if (!Number.isInteger(seed)) throw new Error(`seed is ${seed}; it must be an integer.`);
  if (chart !== undefined && !existsSync(chart))
    throw new Error(`chart is ${chart}, and there is nothing; it must be a chart's folder or archive.`);
  const helms = findHelms(helm);
  const { searchDifference } = await loadSearch();
  const searchIn = (folder: string) =>
    searchDifference({ stack, chart: folder, helms, runs, seed, path, values: (values ?? {}) as JsonObject });
  const { compared, rejected, rejection } = await (chart === undefined
    ? withFiles(stack.chart.name, filesOf(stack), searchIn)
    : searchIn(chart));
  if (compared === 0)
    throw new Error(
      `Nothing of ${stack.chart.name} was compared: all values were rejected, the last ones by\n${rejection}\n` +
        'Give what the stack cannot be rendered without in the option values.',
    );
  return { compared, rejected, seed, helms: helms.map(({ version }) => version) };
}
