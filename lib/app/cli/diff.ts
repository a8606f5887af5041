import { compare, type Comparison } from '../changes/comparison';
import { clusterSides } from '../changes/sides/cluster';
import { kubectlOf } from '../cluster/kubectl';
import { isSame, sideOf } from '../changes/sides/manifests';
import { inNamespacesOf } from '../changes/sides/namespaces';
import { revision } from '../changes/sides/revision';
import { uncommitted } from '../changes/sides/uncommitted';
import { json } from '../changes/writers/json';
import { markdown } from '../changes/writers/markdown';
import { text } from '../changes/writers/text';
import { UserError } from '../explain';
import { chosenEnvironment, filesNow, meantBy, theOneMeantBy } from './choose';
import { pairsOf, placesOf, renderedTree, revisionsIn } from './places';
import { progress } from './progress';

/** What to compare, as the command line says it. */
export interface DiffRequest {
  /** The folder of the project. */
  readonly project: string;
  /** None means all environments; two mean the first against the second. */
  readonly environments: readonly string[];
  /** `REV`, against the working tree, or `REV..REV`. @default - HEAD */
  readonly revision?: string;
  /** Whether a cluster is compared with what the working tree would make of it. */
  readonly cluster?: boolean;
  /** Of the kubeconfig. @default - its current one */
  readonly context?: string;
}

export const WRITERS = { text, json, markdown } as const;

/**
 * Compares environments.
 *
 * @throws UserError with a sentence on what is wrong and what would be right; nothing is changed then, as nothing ever is
 */
export function diff(request: DiffRequest): readonly Comparison[] {
  const { environments, cluster = false, context } = request;
  const [first, second, ...more] = environments;
  if (more.length > 0)
    throw new UserError(
      'Name one environment, two to compare them with one another, or none for all: more than two were named.',
    );
  if (cluster) return [againstCluster(request)];
  if (context !== undefined)
    throw new UserError('--context is of no use without --cluster; add it, or leave --context away.');
  if (first === undefined || second === undefined) return betweenRevisions(request);
  return [betweenEnvironments(request, first, second)];
}

function betweenRevisions(request: DiffRequest): readonly Comparison[] {
  const [before, after] = placesOf(request.project, revisionsIn(request.revision ?? 'HEAD', '--revision'));
  const all = [...new Set([...after.environments.keys(), ...before.environments.keys()])].sort();
  const files = filesNow();
  const names =
    request.environments.length === 0
      ? all
      : [...new Set(request.environments.flatMap((name) => meantBy(name, all, files)))];
  return pairsOf(names, before, after, files).map(({ name, earlier }) =>
    name === earlier && isSame(name, before, after)
      ? {
          environment: name,
          before: before.name,
          after: after.name,
          objects: [],
          effects: [],
          prune: [],
          notes: [],
        }
      : compare(name, sideOf(before, earlier), sideOf(after, name)),
  );
}

function betweenEnvironments(request: DiffRequest, first: string, second: string): Comparison {
  const { revision: given, project } = request;
  if (given?.includes('..') === true)
    throw new UserError('Two environments are compared at one revision: name one in --revision, not two.');
  const place = given === undefined ? renderedTree() : revision(project, given);
  const known = [...place.environments.keys()];
  const files = filesNow();
  const [one, other] = [theOneMeantBy(first, known, files), theOneMeantBy(second, known, files)];
  const [before, after] = [
    { ...sideOf(place, one), name: one },
    { ...sideOf(place, other), name: other },
  ];
  const comparison = compare(`${one} and ${other}`, inNamespacesOf(before, after, [one, other]), after);
  // What only the first has is no left-over of the second.
  return { ...comparison, prune: [] };
}

function againstCluster(request: DiffRequest): Comparison {
  const {
    environments: [name, other],
    revision: given,
    context,
    project,
  } = request;
  if (name === undefined || other !== undefined)
    throw new UserError('Name the one environment that the cluster has: stacks diff prod --cluster.');
  if (given !== undefined)
    throw new UserError(
      '--cluster compares with the working tree; leave --revision away, or check the revision out first (git worktree add).',
    );
  const { environment, others } = chosenEnvironment(name);
  const tree = renderedTree();
  const kubectl = kubectlOf(context);
  const where = context === undefined ? 'cluster' : `cluster ${context}`;
  progress(`Asking the ${where} for a dry run`);
  const { before, after } = clusterSides(
    kubectl,
    where,
    sideOf(tree, environment.name).objects,
    others.flatMap((other) => sideOf(tree, other.name).objects),
  );
  const notes = [...uncommitted(project), ...before.notes];
  return compare(environment.name, { ...before, notes }, after);
}
