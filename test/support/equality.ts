import { toYamlDocuments } from '../../lib/engine/yaml/document';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import { byIdentity } from './compare';
import { parseLikeHelm } from './helm';
import type { HelmMajor } from './helm-binary';
import { helmOutput, plainRendering, type RenderRequest } from './renderers';

/** What a comparison came to. */
export type Outcome = 'same objects' | 'all reject';

/** How many renderings have been compared, for the summary. */
export interface Tally {
  same: number;
  rejected: number;
}

/**
 * Renders a request plainly and with Helm 3 and 4, or one of them, and compares: all give the same objects,
 * as a cluster would read them, or all reject.
 *
 * @throws by an expectation that shows the difference
 */
export async function compareRenderings(
  template: StackTemplate,
  chart: string,
  request: RenderRequest,
  majors: readonly HelmMajor[] = [3, 4],
): Promise<Outcome> {
  const plain = plainRendering(template, request);
  const helm = await Promise.all(majors.map((major) => helmOutput(major, chart, request)));
  const outputs = helm.flatMap((result) => (result.ok ? [result.output] : []));
  if (!plain.ok || outputs.length < helm.length) {
    const messages = [plain, ...helm].map((result, index) => {
      const name = index === 0 ? 'plain' : `helm ${String(majors[index - 1])}`;
      return `${name}: ${result.ok ? 'renders' : result.message}`;
    });
    if (plain.ok || outputs.length > 0)
      throw new Error(`Some reject and some do not:\n${messages.join('\n')}`);
    return 'all reject';
  }
  const parsed = await parseLikeHelm([toYamlDocuments(plain.objects), ...outputs]);
  const [ours, ...theirs] = parsed.map(byIdentity);
  for (const objects of theirs) expect(objects).toStrictEqual(ours);
  return 'same objects';
}
