import { objectsOf } from '../../engine/release/release';
import { stacks, type StackName } from '../../stacks/stacks';
import type { KubernetesObject } from '../../engine/manifests/render';
import { scalarString } from '../../engine/values/merge';
import type { NamedEnvironment } from '../environments/environment';
import { markdownTable } from './markdown';
import { metadataOf } from '../../engine/release/objects';
import { stacksOf } from '../environments/stacks';
import { FACTS, ranged, type Deployed, type Fact, type Piece } from './facts';
import { workloadsOf, type Range, type Workload } from '../objects/workloads';

/** An environment with what is made for it. */
export interface Rendered {
  readonly name: string;
  readonly deployed: readonly Deployed[];
  readonly objects: readonly KubernetesObject[];
  readonly workloads: readonly Workload[];
}

/** A stack, a fact of it, and what this is in each environment. */
type Row = readonly string[];

const NOT_THERE = '–';
const NONE = 'none';

/**
 * What differs between environments in what matters to people, as a table in Markdown: one row for each fact of a stack, and in
 * the last row what the containers request together. It is read off the objects that a cluster gets.
 *
 * The environment with the fewest pods comes first.
 *
 * @throws ValuesError or ValidationError when an environment's values are not right
 */
export function summaryTable(environments: readonly NamedEnvironment[]): string {
  const columns = environments.map(rendered).sort((a, b) => podsOf(a).least - podsOf(b).least);
  return markdownTable(['Stack', 'What', ...columns.map(({ name }) => name)], summaryRows(columns));
}

/** The rows of the summary: what differs between environments, and in the last row what the containers request together. */
export function summaryRows(columns: readonly Rendered[]): readonly Row[] {
  const rows = [...factsOfStacks(columns), ...factsOfAll(columns)].filter(([, , ...cells]) => differ(cells));
  return [...rows, ['all', 'requests', ...columns.map(requests)]];
}

function rendered(environment: NamedEnvironment): Rendered {
  return renderedOf(
    environment.name,
    stacksOf(environment).map((stack) => ({ ...stack, objects: objectsOf(stack.release) })),
  );
}

/** An environment as a column of the summary. */
export function renderedOf(name: string, deployed: readonly Omit<Deployed, 'neighbours'>[]): Rendered {
  const objects = deployed.flatMap((stack) => stack.objects);
  return {
    name,
    deployed: deployed.map((stack) => ({ ...stack, neighbours: objects })),
    objects,
    workloads: workloadsOf(objects),
  };
}

function factsOfStacks(columns: readonly Rendered[]): readonly Row[] {
  return (Object.keys(stacks) as StackName[]).flatMap((name) => {
    const found = columns.map(({ deployed }) => deployed.find((stack) => stack.name === name));
    return FACTS.map((fact) => [name, fact.name, ...cellsOf(fact, found)]);
  });
}

/** A fact of a stack in each environment, or a dash where the environment does not have the stack. */
function cellsOf({ of, changesOnly = false }: Fact, deployed: readonly (Deployed | undefined)[]): Row {
  const columns = deployed.map((stack) => stack && of(stack));
  // A stack that an environment lacks is a change as a whole.
  const changing = changesOnly && !columns.includes(undefined);
  const all = columns.flatMap((pieces) => pieces ?? []);
  const changes = ({ key, text }: Piece) => all.some((other) => other.key === key && other.text !== text);
  return columns.map((pieces) => {
    if (pieces === undefined) return NOT_THERE;
    const quoteForMessage = changing ? pieces.filter(changes) : pieces;
    return [...new Set(quoteForMessage.map(({ text }) => text))].join(', ') || NONE;
  });
}

function factsOfAll(columns: readonly Rendered[]): readonly Row[] {
  return [
    ['all', 'monitoring', ...columns.map(having('ServiceMonitor', 'PrometheusRule'))],
    ['all', 'network policies', ...columns.map(having('NetworkPolicy'))],
    ['all', 'namespaces', ...columns.map(namespaces)],
  ];
}

/** Whether there is something to tell: that an environment lacks a stack is told by its pods. */
function differ(cells: readonly string[]): boolean {
  const told = cells.map((cell) => (cell === NOT_THERE ? NONE : cell));
  return new Set(told).size > 1;
}

/** The stacks that have an object of one of some kinds. */
function having(...kinds: readonly string[]) {
  return ({ deployed }: Rendered): string => {
    const [have, lack] = [true, false].map((wanted) =>
      deployed
        .filter(({ objects }) => objects.some(({ kind }) => kinds.includes(scalarString(kind))) === wanted)
        .map(({ name }) => name),
    );
    if (have === undefined || lack === undefined || have.length === 0) return NONE;
    if (lack.length === 0) return 'all';
    return lack.length < have.length ? `all but ${lack.join(', ')}` : have.join(', ');
  };
}

function namespaces({ objects }: Rendered): string {
  const named = objects.map(metadataOf).map(({ namespace }) => namespace);
  return [...new Set(named)].filter((namespace) => namespace !== '').join(', ');
}

/** What all containers request together, and in how many pods. */
function requests(environment: Rendered): string {
  const { workloads } = environment;
  const sum = (of: (workload: Workload) => number): Range => total(workloads, of);
  return [
    `${ranged(podsOf(environment))} pods`,
    `${ranged(
      sum(({ cpu }) => cpu),
      rounded,
    )} CPU`,
    `${ranged(
      sum(({ memory }) => memory / 2 ** 30),
      rounded,
    )} GiB`,
  ].join(', ');
}

function podsOf({ workloads }: Rendered): Range {
  return total(workloads, () => 1);
}

function total(workloads: readonly Workload[], of: (workload: Workload) => number): Range {
  const sum = (end: keyof Range) =>
    workloads.reduce((before, workload) => before + workload.pods[end] * of(workload), 0);
  return { least: sum('least'), most: sum('most') };
}

function rounded(value: number): string {
  return value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0);
}
