import { isDeepStrictEqual } from 'node:util';
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

/** What a request gives plainly and, as many times as it was rendered, by Helm, as YAML. */
export type Texts = readonly [plain: string, ...helm: string[]];

/**
 * Renders a request plainly and with Helm 3 and 4, or one of them.
 *
 * @throws Error when some reject it and some do not
 */
export async function renderAll(
  template: StackTemplate,
  chart: string,
  request: RenderRequest,
  majors: readonly HelmMajor[] = [3, 4],
): Promise<Texts | 'all reject'> {
  const plain = plainRendering(template, request);
  const helm = await Promise.all(majors.map((major) => helmOutput(major, chart, request)));
  const outputs = helm.flatMap((result) => (result.ok ? [result.output] : []));
  if (plain.ok && outputs.length === helm.length) return [toYamlDocuments(plain.objects), ...outputs];
  const messages = [plain, ...helm].map((result, index) => {
    const name = index === 0 ? 'plain' : `helm ${String(majors[index - 1])}`;
    return `${name}: ${result.ok ? 'renders' : result.message}`;
  });
  if (plain.ok || outputs.length > 0) throw new Error(`Some reject and some do not:\n${messages.join('\n')}`);
  return 'all reject';
}

/**
 * Expects that the texts of each rendering have the same objects, as a cluster would read them.
 *
 * @throws by an expectation that shows the difference
 */
export async function expectSameObjects(renderings: readonly Texts[]): Promise<void> {
  for (let from = 0; from < renderings.length; from += PARSED_AT_ONCE) {
    // Both Helms mostly print the same.
    const some = renderings.slice(from, from + PARSED_AT_ONCE).map((texts) => [...new Set(texts)]);
    const parsed = (await parseLikeHelm(some.flat())).values();
    for (const texts of some) {
      const [ours, ...theirs] = texts.map(() => byIdentity(parsed.next().value ?? []));
      for (const objects of theirs) expect(objects).toStrictEqual(ours);
    }
  }
}

/**
 * Expects the same objects of all that a search renders. Helm reads many texts at once, which saves one of three runs of Helm; if
 * some differ, the search is done again one by one, so that fast-check finds the least values with a difference.
 *
 * @param search gives what it renders to a function, each time it is done
 * @returns how many renderings there were
 * @throws by an expectation that shows the difference
 */
export async function expectSameObjectsIn(
  search: (take: (texts: Texts) => Promise<unknown>) => Promise<void>,
): Promise<number> {
  const rendered: Texts[] = [];
  await search((texts) => Promise.resolve(rendered.push(texts)));
  try {
    await expectSameObjects(rendered);
  } catch (error) {
    await search((texts) => expectSameObjects([texts]));
    throw error;
  }
  return rendered.length;
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
  const texts = await renderAll(template, chart, request, majors);
  if (texts === 'all reject') return texts;
  await expectSameObjects([texts]);
  return 'same objects';
}

/** A request with a name for people, and the Helm that it goes to. */
export interface NamedRequest extends RenderRequest {
  readonly name: string;
  readonly major: HelmMajor;
}

// As many processes as there is a point in starting at once, and as many texts as Helm parses in one run.
const AT_ONCE = 2;
const PARSED_AT_ONCE = 100;

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
    const parsed = (await parseLikeHelm(some.flatMap(({ texts }) => texts))).map(byIdentity);
    some.forEach(({ name }, index) => {
      const [plain, helm] = parsed.slice(2 * index, 2 * index + 2);
      const difference = firstDifference(plain, helm);
      if (difference === undefined) same += 1;
      else differences.push(`${name}: ${difference}`);
    });
  }
  return { same, rejected, differences };
}

/** The first place at which two renderings differ, and what each of them has there. */
function firstDifference(plain: unknown, helm: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(plain, helm)) return undefined;
  if (typeof plain === 'object' && typeof helm === 'object' && plain !== null && helm !== null) {
    for (const key of Object.keys({ ...plain, ...helm })) {
      const [a, b] = [plain, helm].map((object) => (object as Record<string, unknown>)[key]);
      const difference = firstDifference(a, b, `${path} ${key}`);
      if (difference !== undefined) return difference;
    }
  }
  return `${path.trim()} is ${JSON.stringify(plain)} plainly and ${JSON.stringify(helm)} by Helm`;
}
