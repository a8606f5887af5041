import type { Picture, PictureEdge, PictureNode } from './picture';

/** What became of something between two revisions. */
export type Mark = 'added' | 'removed' | 'changed';

/** Something of a picture, with what became of it. */
export type Marked<Item> = Item & {
  /** @default - it is the same in both */
  readonly mark?: Mark;
};

/** A picture of what is there after a change, and of what was. */
export interface MarkedPicture {
  readonly nodes: readonly Marked<PictureNode>[];
  readonly edges: readonly Marked<PictureEdge & { readonly before?: readonly string[] }>[];
}

/**
 * Both pictures in one. A workload is changed if something of it is, other than in the picture too; a line if its ports are.
 *
 * @param changed the IDs of workloads of which something is not the same
 */
export function markedPicture(before: Picture, after: Picture, changed: ReadonlySet<string>): MarkedPicture {
  const nodes = merged(
    before.nodes,
    after.nodes,
    (old, current) => changed.has(current.id) || !sameShown(old, current),
  );
  const edges = merged(before.edges, after.edges, (old, current) => !sameShown(old.ports, current.ports));
  const ports = new Map(before.edges.map((edge) => [edge.id, edge.ports]));
  return {
    nodes,
    edges: edges.map((edge) => {
      const old = ports.get(edge.id);
      return edge.mark === 'changed' && old !== undefined ? { ...edge, before: old } : edge;
    }),
  };
}

function merged<Item extends { readonly id: string }>(
  before: readonly Item[],
  after: readonly Item[],
  isChanged: (old: Item, current: Item) => boolean,
): readonly Marked<Item>[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.map((item): Marked<Item> => {
      const counterpart = old.get(item.id);
      if (counterpart === undefined) return { ...item, mark: 'added' };
      return isChanged(counterpart, item) ? { ...item, mark: 'changed' } : item;
    }),
    ...before.filter(({ id }) => !kept.has(id)).map((item): Marked<Item> => ({ ...item, mark: 'removed' })),
  ];
}

function sameShown(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
