import type { StackTemplate } from '../engine/template/stack-template';
import { toYamlDocuments } from '../engine/yaml/document';
import { parseLikeHelm } from './helm/parse';
import type { Helm } from './helm/programs';
import { helmOutput, plainRendering, type RenderRequest } from './renderings';
import { differenceBetween } from './same-objects';

/** What a request gives plainly and by each Helm, as YAML. */
export type Texts = readonly [plain: string, ...helm: string[]];

/** What a request comes to: texts, or why all reject it, by the plain rendering. */
export type Rendered = { readonly texts: Texts } | { readonly rejection: string };

/**
 * Renders a request plainly and by each Helm.
 *
 * @param chart its folder or archive
 * @throws Error when some reject it and some do not
 */
export async function renderAll(
  template: StackTemplate,
  chart: string,
  request: RenderRequest,
  helms: readonly Helm[],
): Promise<Rendered> {
  const plain = plainRendering(template, request);
  const results = await Promise.all(helms.map(({ command }) => helmOutput(command, chart, request)));
  const outputs = results.flatMap((result) => (result.ok ? [result.output] : []));
  if (plain.ok && outputs.length === results.length)
    return { texts: [toYamlDocuments(plain.objects), ...outputs] };
  if (!plain.ok && outputs.length === 0) return { rejection: plain.message };
  const messages = [plain, ...results].map((result, index) => {
    const helm = helms[index - 1];
    return `${helm === undefined ? 'plain' : nameOf(helm)}: ${result.ok ? 'renders' : result.message}`;
  });
  throw new Error(`Some reject and some do not:\n${messages.join('\n')}`);
}

/** As many texts as Helm parses in one run. */
export const PARSED_AT_ONCE = 100;

/**
 * Compares the objects of the texts of each rendering, as a cluster would read them.
 *
 * @param helms those that gave the texts, in that order; the first one reads them
 * @throws Error with the first difference
 */
export async function assertSameObjects(
  renderings: readonly Texts[],
  helms: readonly [Helm, ...Helm[]],
): Promise<void> {
  for (let from = 0; from < renderings.length; from += PARSED_AT_ONCE) {
    const some = renderings.slice(from, from + PARSED_AT_ONCE);
    // Both Helms mostly print the same.
    const distinct = [...new Set(some.flat())];
    const parsed = await parseLikeHelm(helms[0].command, distinct);
    const objects = new Map(distinct.map((text, index) => [text, parsed[index] ?? []]));
    for (const [plain, ...theirs] of some)
      for (const [index, text] of theirs.entries()) {
        const helm = nameOf(helms[index] ?? helms[0]);
        const difference = differenceBetween(objects.get(plain) ?? [], objects.get(text) ?? [], helm);
        if (difference !== undefined) throw new Error(difference);
      }
  }
}

/**
 * Compares the objects of all that a search renders. Helm reads many texts at once, which saves one of three runs of Helm; if some differ,
 * the search is done again one by one, so that fast-check finds the least values with a difference.
 *
 * @param search gives what it renders to a function, each time it is done
 * @returns how many renderings there were
 * @throws Error with the first difference, or of the search
 */
export async function assertSameObjectsIn(
  search: (take: (texts: Texts) => Promise<unknown>) => Promise<void>,
  helms: readonly [Helm, ...Helm[]],
): Promise<number> {
  const rendered: Texts[] = [];
  await search((texts) => Promise.resolve(rendered.push(texts)));
  try {
    await assertSameObjects(rendered, helms);
  } catch (error) {
    await search((texts) => assertSameObjects([texts], helms));
    throw error;
  }
  return rendered.length;
}

function nameOf({ version }: Helm): string {
  return `Helm ${version}`;
}
