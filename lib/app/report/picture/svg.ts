import { anchorOf } from '../html/anchors';
import { html, type Content, type Html } from '../html/html';
import type { Marked, MarkedPicture } from '../model/marks';
import type { PictureNode } from '../model/picture';
import { ICON, LINE_HEIGHT, PADDING, TEXT } from './boxes';
import type { Box, EdgeLayout, Frame, Layout, Point } from './layout';

/**
 * A picture as SVG. Each node is a link to its row in the tables; lines know their ends, so that the script shows those of a node.
 * Colours are those of the style sheet.
 */
export function svgOf(picture: MarkedPicture, layout: Layout): Html {
  const { width, height } = layout;
  return html`<svg
    class="picture"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="group"
    aria-labelledby="picture-name"
    aria-describedby="picture-legend"
  >
    <defs>${['', ...MARKS].map(arrowHead)}</defs>
    <g class="frames">${layout.frames.map(frameOf)}</g>
    <g class="edges">${picture.edges.map((edge) => edgeOf(edge, layout.edges.get(edge.id)))}</g>
    <g class="nodes">${picture.nodes.map((node) => nodeOf(node, layout.nodes.get(node.id), picture))}</g>
    <g class="labels" aria-hidden="true">
      ${picture.edges.map((edge) => labelOf(edge, layout.edges.get(edge.id)))}
    </g>
  </svg>`;
}

const MARKS = ['added', 'removed', 'changed'] as const;
const SIGNS = { added: '+', removed: '−', changed: 'Δ' } as const;

function arrowHead(mark: string): Html {
  const name = mark === '' ? 'arrow' : `arrow-${mark}`;
  return html`<marker
    id="${name}"
    class="${mark}"
    viewBox="0 0 8 8"
    refX="7.4"
    refY="4"
    markerWidth="7"
    markerHeight="7"
    orient="auto"
    ><path d="M0 .6 8 4 0 7.4z"
  /></marker>`;
}

function frameOf({ x, y, width, height, title }: Frame): Html {
  return html`<g class="frame"
    ><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" /><text x="${x + 14}" y="${y + 21}"
      >${title}</text
    ></g
  >`;
}

function classes(...names: readonly (string | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== '').join(' ');
}

function edgeOf(
  { from, to, allowed, mark }: MarkedPicture['edges'][number],
  layout: EdgeLayout | undefined,
): Content {
  if (layout === undefined) return '';
  const arrow = mark === undefined ? 'arrow' : `arrow-${mark}`;
  return html`<path
    class="${classes('edge', allowed ? 'allowed' : '', mark)}"
    data-from="${anchorOf(from)}"
    data-to="${anchorOf(to)}"
    d="${pathOf(layout.points)}"
    marker-end="url(#${arrow})"
  />`;
}

const CORNER = 5;

/** A line with round corners. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const [start, end] = [towards(point, before), towards(point, after)];
      return `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`;
    })
    .join('');
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return { x: tenth(from.x + (to.x - from.x) * share), y: tenth(from.y + (to.y - from.y) * share) };
}

function labelOf(
  { from, to, mark, allowed }: MarkedPicture['edges'][number],
  layout: EdgeLayout | undefined,
): Content {
  const label = layout?.label;
  if (label === undefined) return '';
  const { x, y, width, height, text } = label;
  return html`<g
    class="${classes('label', allowed ? 'allowed' : '', mark)}"
    data-from="${anchorOf(from)}"
    data-to="${anchorOf(to)}"
    ><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" /><text
      x="${x + width / 2}"
      y="${y + height - 5}"
      >${text}</text
    ></g
  >`;
}

function nodeOf(node: Marked<PictureNode>, box: Box | undefined, picture: MarkedPicture): Content {
  if (box === undefined) return '';
  const { id, kind, title, lines, mark } = node;
  const { x, y, width, height } = box;
  const left = x + PADDING.x;
  const text = left + ICON;
  const top = y + PADDING.y + TEXT.title - 2;
  return html`<a
    class="${classes('node', kind, mark)}"
    id="node-${anchorOf(id)}"
    href="#${targetOf(node)}"
    data-id="${anchorOf(id)}"
    data-search="${searchText(node)}"
    aria-label="${inWords(node, picture)}"
  >
    <rect
      class="box"
      x="${x}"
      y="${y}"
      width="${width}"
      height="${height}"
      rx="${kind === 'workload' || kind === 'database' ? 6 : height / 2 > 20 ? 20 : height / 2}"
    />
    ${iconOf(kind, left, y + PADDING.y - 1)}
    <text class="title" x="${text}" y="${top}">${title}</text>
    ${lines.map((line, index) => html`<text class="line" x="${text}" y="${top + 3 + (index + 1) * LINE_HEIGHT}">${line}</text>`)}
    ${mark === undefined ? '' : html`<g class="mark"><circle cx="${x + width - 13}" cy="${y + 15}" r="8" /><text x="${x + width - 13}" y="${y + 19}">${SIGNS[mark]}</text></g>`}</a
  >`;
}

/** The row that a node is about. */
function targetOf({ id, kind, mark }: Marked<PictureNode>): string {
  if (mark === 'removed') return 'changes';
  return kind === 'workload' || kind === 'database' || kind === 'host'
    ? `row-${anchorOf(id)}`
    : 'connections';
}

function searchText({ title, namespace = '', kind, lines, workload }: PictureNode): string {
  return [title, namespace, kind, ...lines, workload?.stack ?? '', ...(workload?.images ?? [])]
    .join(' ')
    .toLowerCase();
}

/** A node for those who do not see it: what it is, and who it talks to. */
function inWords(node: Marked<PictureNode>, { nodes, edges }: MarkedPicture): string {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  const names = (ids: readonly string[]) => [...new Set(ids)].map((id) => titles.get(id) ?? id).join(', ');
  const to = names(edges.filter(({ from }) => from === node.id).map((edge) => edge.to));
  const from = names(edges.filter((edge) => edge.to === node.id).map((edge) => edge.from));
  return [
    [node.title, ...node.lines, ...(node.mark === undefined ? [] : [node.mark])].join(', '),
    ...(from === '' ? [] : [`from ${from}`]),
    ...(to === '' ? [] : [`to ${to}`]),
  ].join('; ');
}

/** A small shape, so that kinds are not told by colour alone. */
function iconOf(kind: PictureNode['kind'], x: number, y: number): Html {
  return html`<g class="icon" transform="translate(${x} ${y})"><path d="${ICONS[kind]}" /></g>`;
}

/** Of 16 by 16. */
const ICONS: Readonly<Record<PictureNode['kind'], string>> = {
  host: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13',
  workload: 'M8 1.5 14 5v6l-6 3.5L2 11V5zM2 5l6 3.5L14 5M8 8.5v6',
  database: 'M2.5 4c0-3 11-3 11 0v8c0 3-11 3-11 0zM2.5 4c0 3 11 3 11 0M2.5 8c0 3 11 3 11 0',
  namespace: 'M1.5 1.5h13v13h-13zM5 5h6v6H5z',
  outside: 'M4.5 12.5a3.2 3.2 0 0 1 .2-6.4a4.2 4.2 0 0 1 8 1a2.7 2.7 0 0 1-.4 5.4z',
};
