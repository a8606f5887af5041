import { toYamlDocuments } from '../../lib/engine/yaml/document';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import { byIdentity } from './compare';
import { parseLikeHelm } from './helm';
import { helmOutput, plainRendering, type RenderRequest } from './renderers';

/** What a comparison came to. */
export type Outcome = 'same objects' | 'all reject';

/** How many renderings have been compared, for the summary. */
export interface Tally {
  same: number;
  rejected: number;
}

/**
 * Renders a request plainly and with Helm 3 and 4 and compares: all give the same objects, as a cluster would read them, or
 * all reject.
 *
 * @throws by an expectation that shows the difference
 */
export async function compareRenderings(
  template: StackTemplate,
  chart: string,
  request: RenderRequest,
): Promise<Outcome> {
  const plain = plainRendering(template, request);
  const [three, four] = await Promise.all([helmOutput(3, chart, request), helmOutput(4, chart, request)]);
  if (!plain.ok || !three.ok || !four.ok) {
    const messages = Object.entries({ plain, three, four }).map(
      ([name, result]) => `${name}: ${result.ok ? 'renders' : result.message}`,
    );
    if (plain.ok || three.ok || four.ok)
      throw new Error(`Some reject and some do not:\n${messages.join('\n')}`);
    return 'all reject';
  }
  const parsed = await parseLikeHelm([toYamlDocuments(plain.objects), three.output, four.output]);
  const [ours, helm3, helm4] = parsed.map(byIdentity);
  expect(helm3).toStrictEqual(ours);
  expect(helm4).toStrictEqual(ours);
  return 'same objects';
}
