import fc from 'fast-check';
import { RELEASE_NAME } from '../engine/release/names';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';
import { overlay } from '../engine/values/merge';
import { arbitraryValues } from './arbitrary-values';
import { assertSameObjectsIn, renderAll } from './equality';
import type { Helm } from './helm/programs';
import { plainRendering, type RenderRequest } from './renderings';

/** What is searched for differences, and how. */
export interface Search {
  readonly stack: StackTemplate;
  /** Its chart: a folder or an archive. */
  readonly chart: string;
  readonly helms: readonly [Helm, ...Helm[]];
  /** How many value sets there are. */
  readonly runs: number;
  readonly seed: number;
  /** Where a search before this one found a difference. @default - from the beginning */
  readonly path?: string | undefined;
  /** Values that are the same in all sets, below what is made up. */
  readonly values: JsonObject;
}

/** What a search without a difference comes to. */
export interface Found {
  /** How many value sets were rendered alike plainly and by each Helm. */
  readonly compared: number;
  /** How many were rejected by all. */
  readonly rejected: number;
  /** Why the last one of those was. */
  readonly rejection: string;
}

/** A release that somebody may make. */
type Place = Pick<RenderRequest, 'release' | 'namespace'>;

/** Values that do not go together are rejected by all; some of that is enough. */
export function mostRejected(runs: number): number {
  return Math.ceil(runs / 6);
}

/**
 * Renders a stack plainly and by each Helm for generated values, and compares.
 *
 * @throws Error with the least values for which there is a difference, what it is, and how to come to it again
 */
export async function searchDifference(search: Search): Promise<Found> {
  const { stack, chart, helms, runs, seed, path, values } = search;
  let rejected = 0;
  let rejection = '';
  const compared = await assertSameObjectsIn(async (take) => {
    rejected = 0;
    const property = fc.asyncProperty(
      arbitraryValues(stack.declaration.shape.fields),
      releasesOf(stack.chart.name),
      async (given, release) => {
        const request = { ...release, values: [overlay(values, given)], set: [], setString: [] };
        fc.pre(rejected < mostRejected(runs) || plainRendering(stack, request).ok);
        const rendered = await renderAll(stack, chart, request, helms);
        if ('texts' in rendered) await take(rendered.texts);
        else {
          rejected += 1;
          rejection = rendered.rejection;
        }
      },
    );
    const from = path === undefined ? {} : { path };
    const details = await fc.check(property, { seed, numRuns: runs, ...from });
    // One without a counterexample has been given too many values that are rejected.
    if (details.counterexample !== null) throw new Error(sentences(search, details));
  }, helms);
  return { compared, rejected, rejection };
}

/** Names and namespaces that a release may have, and that YAML or a limit of 53 characters may be a trap for. */
function releasesOf(chart: string): fc.Arbitrary<Place> {
  const ofChart = [chart, `my-${chart}`, `${chart}-${'y'.repeat(53)}`.slice(0, 53)];
  const names = ofChart.filter((name) => RELEASE_NAME.pattern.test(name));
  return fc.record({
    release: fc.constantFrom('r', ...names, 'y', 'x'.repeat(53), '7up', 'a.b'),
    namespace: fc.constantFrom('default', 'ai-gateway', 'n0'),
  });
}

function sentences(
  { stack, values, runs }: Search,
  details: fc.RunDetailsFailureProperty<[JsonObject, Place]>,
): string {
  const { counterexample, counterexamplePath, errorInstance, numRuns, numShrinks, seed } = details;
  const [given, { release, namespace }] = counterexample;
  return [
    `The plain rendering and the chart of ${stack.chart.name} are not the same.`,
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    `The least values: ${JSON.stringify(overlay(values, given))}`,
    `The release ${release} in the namespace ${namespace}.`,
    `Found in value set ${numRuns} of ${runs}, made smaller ${numShrinks} times.`,
    `To repeat: { seed: ${seed}, path: ${JSON.stringify(counterexamplePath)} }`,
  ].join('\n');
}
