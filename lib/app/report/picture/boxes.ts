import type { MarkedPicture, Marked } from '../model/marks';
import type { PictureNode } from '../model/picture';

/** How large something is drawn, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The sizes of text and what is around it. Text is monospaced, so that its width is known without a browser. */
export const TEXT = { title: 13, line: 11, label: 11 } as const;

/** How wide a character is, of the size of the font: the widest of the usual monospaced fonts has 0.602. */
const CHARACTER = 0.615;

export const PADDING = { x: 12, y: 10 } as const;
export const LINE_HEIGHT = 15;
/** Room for the shape at the left of a node, and for its mark at the right of the title. */
export const ICON = 22;
const MARK = 22;

/** The width of a text. */
export function textWidth(text: string, size: number): number {
  return Math.ceil(
    Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0) * size * CHARACTER,
  );
}

/** Characters of East Asia take the room of two. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  );
}

/** The size of a node with its text in it. */
export function boxOf({ title, lines, mark }: Marked<PictureNode>): Size {
  const widths = [
    textWidth(title, TEXT.title) + (mark === undefined ? 0 : MARK),
    ...lines.map((line) => textWidth(line, TEXT.line)),
  ];
  return {
    width: Math.max(...widths) + ICON + 2 * PADDING.x,
    height: 2 * PADDING.y + TEXT.title + 3 + lines.length * LINE_HEIGHT,
  };
}

/** The size of a label at a line. */
export function labelOf(
  edge: MarkedPicture['edges'][number],
): (Size & { readonly text: string }) | undefined {
  const text = labelText(edge);
  return text === '' ? undefined : { text, width: textWidth(text, TEXT.label) + 8, height: TEXT.label + 6 };
}

const SIGNS = { added: '+ ', removed: '− ', changed: 'Δ ' } as const;

function labelText({ ports, before, mark }: MarkedPicture['edges'][number]): string {
  const sign = mark === undefined ? '' : SIGNS[mark];
  const now = ports.join(', ');
  const words = before === undefined ? now : `${before.join(', ') || 'all'} → ${now || 'all'}`;
  return `${sign}${words}`.trim();
}
