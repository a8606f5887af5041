import type { KubernetesObject } from '../../../engine/manifests/render';
import { compare, type Comparison } from '../../changes/comparison';
import { nameOf } from '../../changes/object-changes';
import type { Side } from '../../changes/sides/side';
import { connectionRows } from './connections';
import { differencesOf, type Neighbour } from './differences';
import { entrances } from './entrances';
import { figuresOf, type Figure } from './figures';
import { imageRows } from '../../objects/images';
import { markedPicture, type MarkedPicture } from './marks';
import type { NodeSize } from './node-size';
import { pictureOf } from './picture';
import { policiesOf } from './policies';
import type { PolicyExceptionRow } from './policy-exceptions';
import { resourcesOf } from './resources';
import { secretRows } from './secrets';
import type { Sections } from './sections';
import { volumeRows } from './volumes';
import { workloadRows } from './workloads';

/** What a report is made from. */
export interface ReportInput {
  readonly environment: string;
  /** What is reported. */
  readonly side: Side;
  /** What it is compared with. @default - nothing */
  readonly before?: Side;
  /** All environments at the same place, this one too. */
  readonly environments: readonly Neighbour[];
  readonly node: NodeSize;
  readonly exceptions: readonly PolicyExceptionRow[];
}

/** A report: its sections, and the figures that are seen first. */
export interface Report extends Sections {
  readonly figures: readonly Figure[];
}

/** The report of an environment. */
export function reportOf(input: ReportInput): Report {
  const { environment, side, before, environments, node, exceptions } = input;
  const { objects } = side;
  const workloads = workloadRows(objects);
  const changes = before === undefined ? undefined : compare(environment, before, side);
  const picture = pictureWith(objects, before, changes);
  const sections: Sections = {
    environment,
    source: side.name,
    notes: changes === undefined ? side.notes : changes.notes,
    picture,
    workloads,
    entrances: entrances(objects),
    connections: connectionRows(picture),
    resources: resourcesOf(workloads, node),
    volumes: volumeRows(objects),
    secrets: secretRows(objects),
    images: imageRows(objects),
    policies: policiesOf(objects, workloads, exceptions),
    differences: differencesOf(environments),
    ...(changes === undefined ? {} : { changes }),
  };
  return { ...sections, figures: figuresOf(sections) };
}

function pictureWith(
  objects: readonly KubernetesObject[],
  before: Side | undefined,
  changes: Comparison | undefined,
): MarkedPicture {
  const after = pictureOf(objects);
  if (before === undefined || changes === undefined) return after;
  const changed = new Set([
    ...changes.objects.filter(({ change }) => change === 'changed').map(nameOf),
    ...changes.effects.map(({ of }) => of),
  ]);
  return markedPicture(pictureOf(before.objects), after, changed);
}
