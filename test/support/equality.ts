import type { StackTemplate } from '../../lib/engine/template/stack-template';
import { toYamlDocuments } from '../../lib/engine/yaml/document';
import * as equality from '../../lib/testing/equality';
import { PARSED_AT_ONCE } from '../../lib/testing/equality';
import { differenceBetween } from '../../lib/testing/same-objects';
import { parseLikeHelm } from './helm';
import { helmOf, type HelmMajor } from './helm-binary';
import { helmOutput, plainRendering, type RenderRequest } from './renderers';

/** What a comparison came to. */
export type Outcome = 'same objects' | 'all reject';

/** How many renderings have been compared, for the summary. */
export interface Tally {
  same: number;
  rejected: number;
}

/** Helm 3 and 4. */
export const bothHelms = () => [helmOf(3), helmOf(4)] as const;

/**
 * Renders a request plainly and with Helm 3 and 4, or one of them, and compares: all give the same objects,
 * as a cluster would read them, or all reject.
 *
 * @throws Error that shows the difference
 */
export async function compareRenderings(
  template: StackTemplate,
  chart: string,
  request: RenderRequest,
  majors: readonly [HelmMajor, ...HelmMajor[]] = [3, 4],
): Promise<Outcome> {
  const [first, ...others] = majors.map(helmOf);
  if (first === undefined) throw new Error('There is no Helm to compare with.');
  const helms = [first, ...others] as const;
  const rendered = await equality.renderAll(template, chart, request, helms);
  if ('rejection' in rendered) return 'all reject';
  await equality.assertSameObjects([rendered.texts], helms);
  return 'same objects';
}

/** A request with a name for people, and the Helm that it goes to. */
export interface NamedRequest extends RenderRequest {
  readonly name: string;
  readonly major: HelmMajor;
}

// As many processes as there is a point in starting at once.
const AT_ONCE = 2;

/** Renders many requests plainly and with Helm, and says which are not rendered alike, and how. */
export async function differencesAmong(
  template: StackTemplate,
  chart: string,
  requests: readonly NamedRequest[],
): Promise<Tally & { readonly differences: readonly string[] }> {
  const differences: string[] = [];
  const rendered: { readonly name: string; readonly texts: readonly [string, string] }[] = [];
  let rejected = 0;
  const waiting = requests.values();
  const work = async (): Promise<void> => {
    for (const request of waiting) {
      const plain = plainRendering(template, request);
      const helm = await helmOutput(request.major, chart, request);
      const name = `${request.name}, Helm ${String(request.major)}`;
      if (plain.ok && helm.ok) rendered.push({ name, texts: [toYamlDocuments(plain.objects), helm.output] });
      else if (!plain.ok && !helm.ok) rejected += 1;
      else if (!plain.ok) differences.push(`${name}: only plain rejects: ${plain.message}`);
      else if (!helm.ok) differences.push(`${name}: only Helm rejects: ${helm.message}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  let same = 0;
  for (let from = 0; from < rendered.length; from += PARSED_AT_ONCE) {
    const some = rendered.slice(from, from + PARSED_AT_ONCE);
    const parsed = await parseLikeHelm(some.flatMap(({ texts }) => texts));
    some.forEach(({ name }, index) => {
      const [plain = [], helm = []] = parsed.slice(2 * index, 2 * index + 2);
      const difference = differenceBetween(plain, helm, 'Helm');
      if (difference === undefined) same += 1;
      else differences.push(`${name}: ${difference}`);
    });
  }
  return { same, rejected, differences };
}
