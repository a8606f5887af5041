import fc from 'fast-check';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { arbitraryValues } from '../../lib/testing/arbitrary-values';
import { plainRendering } from '../../test/support/renderers';
import { REQUIRED_VALUES } from '../../test/support/required-values';
import type { RenderedObjects } from './charts';

/** A values file that was made up, and what it gives in a release. */
export interface GeneratedValues extends RenderedObjects {
  readonly release: string;
  readonly namespace: string;
  readonly values: JsonObject;
}

/** Which values files are made up. */
export interface Sample {
  /** The same seed gives the same values files. */
  readonly seed: number;
  /** How many that the chart takes. */
  readonly count: number;
  /**
   * Values that lie over the generated ones.
   *
   * @default - none
   */
  readonly over?: JsonObject;
}

const RELEASES = ['r', 'ai-gateway', '7up', 'x'.repeat(53)];

/** How many values files are made up for one that is needed: most charts reject some, whose values do not go together. */
const CANDIDATES = 40;

/**
 * Values files that a stack takes, and what it gives for them, the resources run on demand with it: as many as are asked for, and
 * further ones for kinds that the stack can make and those do not. The rendering is the plain one: the equality test proves that
 * Helm's is the same.
 *
 * @throws Error when too many are rejected
 */
export function generated(name: StackName, { seed, count, over = {} }: Sample): readonly GeneratedValues[] {
  const template = stacks[name].template();
  const { fields } = template.declaration.shape;
  const missing = new Set(template.resources.map(({ manifest }) => kindOf(manifest)));
  const taken: GeneratedValues[] = [];
  const candidates = fc.sample(arbitraryValues(fields), { seed, numRuns: CANDIDATES * count });
  for (const [index, candidate] of candidates.entries()) {
    const required = REQUIRED_VALUES[name] ?? {};
    const values = overlay(overlay(required, candidate), over);
    const [release = ''] = RELEASES.slice(index % RELEASES.length);
    const request = { release, namespace: 'default', values: [values], set: [], setString: [] };
    const rendering = plainRendering(template, request);
    if (!rendering.ok) continue;
    const kinds = rendering.objects.map(kindOf);
    if (taken.length >= count && !kinds.some((kind) => missing.has(kind))) continue;
    for (const kind of kinds) missing.delete(kind);
    const from = `chart ${name}, generated values ${index} of seed ${seed}`;
    taken.push({ ...request, values, from, objects: rendering.objects });
    if (taken.length >= count && missing.size === 0) return taken;
  }
  if (taken.length >= count) return taken;
  throw new Error(
    `${name} took ${taken.length} of ${candidates.length} generated values files; ${count} are needed.`,
  );
}

/** The type of an object, such as `apps/v1 Deployment`. */
export function kindOf({ apiVersion, kind }: Readonly<Record<string, unknown>>): string {
  return `${String(apiVersion)} ${String(kind)}`;
}
