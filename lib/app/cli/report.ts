import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../engine/values/declaration';
import { git } from '../changes/sides/git';
import { sideOf, type Manifests } from '../changes/sides/manifests';
import { entryOf } from '../changes/writers/json';
import { discoverEnvironments } from '../environments/discover';
import { stacksOf } from '../environments/stacks';
import { UserError } from '../explain';
import { indexPageOf } from '../report/html/index-page';
import { pageOf } from '../report/html/page';
import type { Neighbour } from '../report/model/differences';
import { COMMON_NODE_SIZE, nodeSizeOf } from '../report/model/node-size';
import { policyExceptionsOf } from '../report/model/policy-exceptions';
import { reportOf, type Report } from '../report/model/report';
import { layoutOf } from '../report/picture/layout';
import { pairsOf, placesOf, renderedTree, revisionsIn, type Revisions } from './places';
import { progress } from './progress';
import { filesNow, meantBy } from './choose';
import { fromUser } from '../user-folder';

/** What to report, as the command line says it. */
export interface ReportRequest {
  /** The folder of the project. */
  readonly project: string;
  /** @default - all of them */
  readonly environment?: string;
  /** `REV`, compared with the working tree, or `REV..REV`. @default - nothing is compared */
  readonly from?: string;
  /** What a node has for pods, such as `4/16Gi`. @default COMMON_NODE_SIZE */
  readonly nodeSize?: string;
}

const EXCEPTIONS = 'docs/policy-exceptions.md';

/**
 * The reports of environments.
 *
 * @throws UserError with a sentence on what is wrong and what would be right
 */
export function reports(request: ReportRequest): readonly Report[] {
  const { project, environment, from, nodeSize = COMMON_NODE_SIZE } = request;
  const node = nodeSizeOf(nodeSize);
  const revisions = from === undefined ? undefined : revisionsIn(from, '--from');
  const [before, after] =
    revisions === undefined ? [undefined, renderedTree()] : placesOf(project, revisions);
  const known = [...new Set([...after.environments.keys(), ...(before?.environments.keys() ?? [])])].sort();
  const neighbours = neighboursIn(after, revisions?.to === undefined);
  const page = exceptionsPage(project, revisions);
  const files = filesNow();
  const names = environment === undefined ? known : meantBy(environment, known, files);
  const pairs =
    before === undefined
      ? names.map((name) => ({ name, earlier: name }))
      : pairsOf(names, before, after, files);
  return pairs.map(({ name, earlier }) =>
    reportOf({
      environment: name,
      side: sideOf(after, name),
      ...(before === undefined ? {} : { before: sideOf(before, earlier) }),
      environments: neighbours,
      node,
      exceptions: policyExceptionsOf(page, name),
    }),
  );
}

/** All environments of a place; of the working tree also the values are known. */
function neighboursIn(place: Manifests, isWorkingTree: boolean): readonly Neighbour[] {
  const values = isWorkingTree
    ? new Map(
        discoverEnvironments().map((environment) => [
          environment.name,
          Object.fromEntries(stacksOf(environment).map((stack) => [stack.name, stack.values])),
        ]),
      )
    : new Map<string, Neighbour['values']>();
  return [...place.environments.keys()].map((name) => ({
    name,
    objects: sideOf(place, name).objects,
    values: values.get(name) ?? {},
  }));
}

/** The page of exceptions at the place that is reported; empty where it has none. */
function exceptionsPage(project: string, revisions: Revisions | undefined): string {
  if (revisions?.to === undefined) {
    const file = path.join(project, EXCEPTIONS);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
  const entry = git(project, ['ls-tree', revisions.to, '--', EXCEPTIONS]).toString();
  return entry === '' ? '' : git(project, ['show', `${revisions.to}:${EXCEPTIONS}`]).toString();
}

/** Where reports are written: a file, or a folder with a file for each environment. */
export interface Target {
  readonly folder: string;
  /** The file of a single report. @default - named after its environment */
  readonly file?: string;
}

/**
 * Where reports go.
 *
 * @param output a file that ends in `.html` or else a folder, from the folder that the user is in; `report` of the project by default
 * @throws UserError when it is one file for all environments
 */
export function targetOf({ project, environment }: ReportRequest, output?: string): Target {
  if (output === undefined) return { folder: path.join(project, 'report') };
  const file = fromUser(output);
  if (!file.endsWith('.html')) return { folder: file };
  if (environment === undefined)
    throw new UserError(
      `--output ${output} is one file, and each environment has its own: name an environment too, or a folder.`,
    );
  return { folder: path.dirname(file), file };
}

/** The pages of reports by their paths; an index beside them where all environments are meant. */
export async function pagesOf(
  all: readonly Report[],
  { environment }: ReportRequest,
  { folder, file }: Target,
): Promise<ReadonlyMap<string, string>> {
  progress('Laying out the picture');
  const pages = new Map<string, string>();
  for (const report of all)
    pages.set(
      file ?? path.join(folder, `${report.environment}.html`),
      pageOf(report, await layoutOf(report.picture)),
    );
  if (environment === undefined) pages.set(path.join(folder, 'index.html'), indexPageOf(all));
  return pages;
}

/** Reports for machines: a list with one entry for each environment. */
export function reportsAsJson(all: readonly Report[]): string {
  const entries = all.map(({ changes, ...report }) => ({
    ...report,
    ...(changes === undefined ? {} : { changes: entryOf(changes) satisfies Json }),
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}
