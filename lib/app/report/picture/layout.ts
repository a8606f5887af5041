import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Marked, MarkedPicture } from '../model/marks';
import type { PictureNode } from '../model/picture';
import { boxOf, labelOf, TEXT, textWidth, type Size } from './boxes';

/** A place and a size. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A frame around nodes: a namespace, or what is outside. */
export interface Frame extends Box {
  readonly id: string;
  readonly title: string;
}

/** Where everything of a picture is. */
export interface Layout extends Size {
  readonly frames: readonly Frame[];
  /** By the IDs of nodes. */
  readonly nodes: ReadonlyMap<string, Box>;
  /** By the IDs of edges. */
  readonly edges: ReadonlyMap<string, EdgeLayout>;
}

export interface EdgeLayout {
  readonly points: readonly Point[];
  readonly label?: Box & { readonly text: string };
}

const LAYERED = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.randomSeed': '1',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.spacing.nodeNode': '18',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '9',
  'elk.spacing.edgeLabel': '3',
  'elk.layered.spacing.nodeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
} as const;

const FRAME_PADDING = '[top=34,left=14,bottom=14,right=14]';

/** Lays a picture out, from what comes in at the left to what goes out at the right. The same picture gives the same layout. */
export async function layoutOf(picture: MarkedPicture): Promise<Layout> {
  const frames = framesOf(picture);
  const framed = new Set(frames.flatMap(({ nodes }) => nodes));
  const graph: ElkNode = {
    id: 'picture',
    layoutOptions: LAYERED,
    children: [
      ...nodesOf(picture.nodes.filter((node) => !framed.has(node))),
      ...frames.map(({ id, title, nodes }) => ({
        id,
        layoutOptions: {
          'elk.padding': FRAME_PADDING,
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${String(textWidth(title, TEXT.line) + 40)},0)`,
        },
        children: nodesOf(nodes),
      })),
    ],
    edges: picture.edges.map(edgeOf),
  };
  return layoutFrom(await elk().layout(graph), frames, picture);
}

/** Loaded when it is needed: it is large, and other commands would wait for it. */
function elk(): ELK {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- tsx would look for what is imported later among ES modules
  const Elk = require('elkjs/lib/elk.bundled.js') as new () => ELK;
  return new Elk();
}

interface FrameOfNodes {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly Marked<PictureNode>[];
}

function framesOf({ nodes }: MarkedPicture): readonly FrameOfNodes[] {
  const namespaces = [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))];
  const hosts = nodes.filter(({ kind }) => kind === 'host');
  const outside = nodes.filter(({ kind }) => kind === 'outside');
  return [
    ...(hosts.length === 0 ? [] : [{ id: 'frame of hosts', title: 'open to the outside', nodes: hosts }]),
    ...namespaces.map((namespace) => ({
      id: `frame ${namespace}`,
      title: `namespace ${namespace}`,
      nodes: nodes.filter((node) => node.namespace === namespace),
    })),
    ...(outside.length === 0
      ? []
      : [{ id: 'frame of the outside', title: 'outside the environment', nodes: outside }]),
  ];
}

/** Nodes of a frame are equally wide, so that they stand in columns. */
function nodesOf(nodes: readonly Marked<PictureNode>[]): ElkNode[] {
  const boxes = nodes.map((node) => ({ id: node.id, ...boxOf(node) }));
  const width = Math.max(...boxes.map((box) => box.width));
  return boxes.map((box) => ({ ...box, width }));
}

function edgeOf(edge: MarkedPicture['edges'][number]): ElkExtendedEdge {
  const label = labelOf(edge);
  return {
    id: edge.id,
    sources: [edge.from],
    targets: [edge.to],
    labels: label === undefined ? [] : [{ ...label, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }],
  };
}

function layoutFrom(root: ElkNode, frames: readonly FrameOfNodes[], picture: MarkedPicture): Layout {
  const all = new Map(descendants(root).map((node) => [node.id, boxFrom(node)]));
  const box = (id: string): Box => {
    const found = all.get(id);
    if (found === undefined) throw new Error(`${id} has no place in the picture.`);
    return found;
  };
  return {
    width: Math.ceil(root.width ?? 0),
    height: Math.ceil(root.height ?? 0),
    frames: frames.map(({ id, title }) => ({ id, title, ...box(id) })),
    nodes: new Map(picture.nodes.map(({ id }) => [id, box(id)])),
    edges: new Map((root.edges ?? []).map((edge) => [edge.id, edgeFrom(edge)])),
  };
}

function descendants(node: ElkNode): readonly ElkNode[] {
  return (node.children ?? []).flatMap((child) => [child, ...descendants(child)]);
}

function boxFrom({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) };
}

function edgeFrom({ sections = [], labels = [] }: ElkExtendedEdge): EdgeLayout {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = labels;
  return {
    points: points.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) })),
    ...(label?.text === undefined ? {} : { label: { ...boxFrom(label), text: label.text } }),
  };
}

/** To a tenth of a pixel, which is the same on each machine. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
