import { html, type Content, type Html } from './html';

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** `number`: aligned at the ends; `this`: what the page is about, among others. @default - text */
  readonly kind?: 'number' | 'this';
}

/** A row of a table; its first cell is its head. */
export interface Row {
  /** Where links to it lead. @default - none does */
  readonly id?: string;
  readonly cells: readonly Content[];
}

/** A table that the search filters. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** A row that is the sum of the others; the search leaves it. @default - none */
  readonly total?: readonly Content[];
  /** What stands there in place of a table without rows. */
  readonly empty: string;
}

/** A table, in a region that can be scrolled with the keyboard where it is too wide. */
export function table({ caption, columns, rows, total, empty }: Table): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const cell = (content: Content, index: number): Html => {
    if (index === 0) return html`<th scope="row">${content}</th>`;
    const kind = columns[index]?.kind;
    return kind === undefined ? html`<td>${content}</td>` : html`<td class="${kind}">${content}</td>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
      <table class="rows">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${columns.map(({ head, kind }) => (kind === undefined ? html`<th scope="col">${head}</th>` : html`<th scope="col" class="${kind}">${head}</th>`))}
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ id, cells }) =>
            id === undefined
              ? html`<tr>
                  ${cells.map(cell)}
                </tr>`
              : html`<tr id="${id}">
                  ${cells.map(cell)}
                </tr>`,
          )}
        </tbody>
        ${
          total === undefined
            ? ''
            : html`<tfoot>
                <tr>
                  ${total.map(cell)}
                </tr>
              </tfoot>`
        }
      </table>
    </div>
    <p class="none" hidden>No row matches the search.</p>`;
}
