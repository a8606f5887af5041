import type { Mark } from '../model/marks';
import { anchorOf } from './anchors';
import { html, type Content, type Html } from './html';

/** A name that machines know. */
export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

/** Pieces with commas between them; a dash where there is none. */
export function list(pieces: readonly Content[]): Content {
  if (pieces.length === 0) return NONE;
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [', ', piece]));
}

/** Pieces, one below the other. */
export function lines(pieces: readonly Content[]): Content {
  if (pieces.length === 0) return NONE;
  return pieces.map((piece) => html`<span class="piece">${piece}</span>`);
}

/** What stands where there is nothing. */
export const NONE = html`<span class="muted" aria-label="none">–</span>`;

/** How something is to be taken: colour says what the word says too. */
export type Tone = 'good' | 'bad' | 'neutral' | Mark;

/** A word that is seen at once. */
export function badge(text: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** A link to the row of a workload: its ID is `Deployment ai/relay`. */
export function workloadLink(id: string): Html {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return html`<a href="#row-${anchorOf(id)}"><code>${name}</code></a>`;
}
